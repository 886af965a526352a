package io.leeward.door.internal.http;

import io.leeward.configserver.ControlIdentity;
import io.leeward.configserver.agents.AgentRequests;
import io.leeward.operations.remote.RestCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends each request where it belongs: agents, operators, or the authority's certificate. Blocks; runs on virtual
 * threads.
 */
final class Incoming extends Handler.Abstract {
    /** Largest body of an operator's request. */
    static final int LARGEST_BODY_BYTES = 1024 * 1024;

    private static final String JSON = "application/json";
    private static final String REFUSED = """
            {"code":"TOKEN-REFUSED","message":"The operator token is missing or wrong.","cause":"",\
            "remedy":"Send the content of operator.token in the engine's data folder as a bearer token.",\
            "kind":"wrong-credentials"}""";
    private static final String TOO_LARGE = """
            {"code":"REQUEST-TOO-LARGE","message":"The request is too large.","cause":"",\
            "remedy":"Send less at once.","kind":"usage"}""";
    private static final String UNKNOWN = """
            {"code":"ADDRESS-UNKNOWN","message":"There is nothing at this address.","cause":"",\
            "remedy":"See docs/api.yaml.","kind":"not-found"}""";

    private final RestCalls calls;
    private final AgentRequests agents;
    private final ControlIdentity identity;
    private final OperatorToken token;

    Incoming(RestCalls calls, AgentRequests agents, ControlIdentity identity, OperatorToken token) {
        this.calls = calls;
        this.agents = agents;
        this.identity = identity;
        this.token = token;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (path.startsWith("/api/v1/")) {
            operator(request, response, callback);
        } else if (path.startsWith("/agent/v1/")) {
            agent(path, request, response, callback);
        } else if (path.equals("/ca") && request.getMethod().equals("GET")) {
            answer(response, callback, 200, "application/x-pem-file", ascii(pem(identity.authority())));
        } else {
            answer(response, callback, 404, JSON, ascii(UNKNOWN));
        }
        return true;
    }

    private void operator(Request request, Response response, Callback callback) throws IOException {
        if (!token.accepts(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            answer(response, callback, 401, JSON, ascii(REFUSED));
            return;
        }
        byte[] body = body(request, LARGEST_BODY_BYTES);
        if (body.length > LARGEST_BODY_BYTES) {
            answer(response, callback, 413, JSON, ascii(TOO_LARGE));
            return;
        }
        RestCalls.Answer reply = calls.call(
                request.getMethod(), request.getHttpURI().getPathQuery(), new String(body, StandardCharsets.UTF_8));
        answer(
                response,
                callback,
                reply.status(),
                JSON,
                ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)));
    }

    private void agent(String path, Request request, Response response, Callback callback) throws IOException {
        if (!request.getMethod().equals("POST")) {
            answer(response, callback, 405, JSON, ascii(UNKNOWN));
            return;
        }
        byte[] body = body(request, AgentRequests.LARGEST_BODY_BYTES);
        if (body.length > AgentRequests.LARGEST_BODY_BYTES) {
            answer(response, callback, 413, JSON, ascii(TOO_LARGE));
            return;
        }
        AgentRequests.Answer reply =
                agents.answer(path, certificates(request), Request.getRemoteAddr(request), ByteBuffer.wrap(body));
        answer(response, callback, reply.status(), "application/octet-stream", reply.body());
    }

    /** The body, or one byte more than allowed. */
    private static byte[] body(Request request, int most) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            return in.readNBytes(most + 1);
        }
    }

    private static List<X509Certificate> certificates(Request request) {
        Object session = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
        if (session instanceof EndPoint.SslSessionData data && data.peerCertificates() != null) {
            return List.of(data.peerCertificates());
        }
        return List.of();
    }

    private static void answer(Response response, Callback callback, int status, String type, ByteBuffer body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        response.write(true, body, callback);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String pem(X509Certificate certificate) {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded can be encoded", e);
        }
    }
}
