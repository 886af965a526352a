package io.leeward.configserver.agents;

import io.leeward.configserver.enrolment.AgentAdmission;
import io.leeward.configserver.enrolment.Enrolment;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.wire.WireException;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.Heartbeat;
import io.leeward.wire.control.ControlMessage.Refusal;
import io.leeward.wire.control.ControlMessage.Renew;
import io.leeward.wire.control.ControlWire;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of the agents' control channel. Each path takes one kind of message and says whether it wants a
 * certificate.
 */
public final class ControlChannel implements AgentRequests {
    private static final Logger LOG = LoggerFactory.getLogger(ControlChannel.class);
    private static final int OK = 200;

    private final Enrolment enrolment;
    private final AgentAdmission admission;
    private final Heartbeats heartbeats;

    public ControlChannel(Enrolment enrolment, AgentAdmission admission, Heartbeats heartbeats) {
        this.enrolment = enrolment;
        this.admission = admission;
        this.heartbeats = heartbeats;
    }

    @Override
    public Answer answer(String path, List<X509Certificate> certificates, String address, ByteBuffer body) {
        try {
            return switch (route(path, certificates, address, body)) {
                case Outcome.Done<ControlMessage>(ControlMessage message) ->
                    new Answer(OK, ControlWire.encode(message));
                case Outcome.Refused<ControlMessage>(Issue issue) -> refusal(path, address, issue);
                case Outcome.Failed<ControlMessage>(Issue issue, Outcome.Retry retry) -> refusal(path, address, issue);
            };
        } catch (IssueException e) {
            LOG.atError()
                    .addKeyValue("path", path)
                    .addKeyValue("issue", e.issue().sentence())
                    .log("control request failed");
            return refusal(path, address, e.issue());
        }
    }

    private Outcome<ControlMessage> route(
            String path, List<X509Certificate> certificates, String address, ByteBuffer body) {
        return switch (path) {
            case "/agent/v1/challenge" ->
                read(body, ChallengeWanted.class).then(wanted -> enrolment.challenge(wanted, address));
            case "/agent/v1/enrol" -> read(body, Enrol.class).then(enrol -> enrolment.enrol(enrol, address));
            case "/agent/v1/renew" ->
                admitted(certificates, machine -> read(body, Renew.class)
                        .then(renew -> enrolment.renew(machine, renew)));
            case "/agent/v1/heartbeat" ->
                admitted(certificates, machine -> read(body, Heartbeat.class)
                        .then(beat -> heartbeats.heard(machine, beat, address)));
            default ->
                Outcome.refused(Issue.of(
                        "CONTROL-NO-SUCH-PATH",
                        Issue.Kind.NOT_FOUND,
                        "This server does not answer " + shown(path) + ".",
                        "Use the mobility agent of the same release as the engine."));
        };
    }

    private Outcome<ControlMessage> admitted(
            List<X509Certificate> certificates, Function<MachineId, Outcome<ControlMessage>> then) {
        return admission.admit(certificates).then(then);
    }

    private static <M extends ControlMessage> Outcome<M> read(ByteBuffer body, Class<M> wanted) {
        try {
            ControlMessage message = ControlWire.decode(body);
            return wanted.isInstance(message)
                    ? Outcome.done(wanted.cast(message))
                    : malformed("It is not the message that this path takes.");
        } catch (WireException e) {
            return malformed(e.issue().message() + " " + e.issue().cause());
        }
    }

    private static <M> Outcome<M> malformed(String why) {
        return Outcome.refused(Issue.of(
                        "CONTROL-MALFORMED",
                        Issue.Kind.USAGE,
                        "The request was not accepted.",
                        "Use the mobility agent of the same release as the engine.")
                .because(why));
    }

    private static Answer refusal(String path, String address, Issue issue) {
        LOG.atWarn()
                .addKeyValue("path", shown(path))
                .addKeyValue("address", address)
                .addKeyValue("code", issue.code())
                .log("control request refused");
        String message = issue.cause().isEmpty() ? issue.message() : issue.message() + " " + issue.cause();
        return new Answer(status(issue), ControlWire.encode(new Refusal(issue.code(), message, issue.remedy())));
    }

    private static int status(Issue issue) {
        return switch (issue.kind()) {
            case USAGE -> 400;
            case WRONG_CREDENTIALS -> 403;
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> "ENROL-TOO-MANY".equals(issue.code()) ? 429 : 409;
            case NOT_REACHABLE -> 503;
            case FAILED -> 500;
        };
    }

    /** What a stranger sent is not repeated at length. */
    private static String shown(String path) {
        String plain = path.replaceAll("[^A-Za-z0-9/._-]", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }
}
