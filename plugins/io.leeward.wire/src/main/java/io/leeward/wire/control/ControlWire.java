package io.leeward.wire.control;

import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.ByteWriter;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.wire.Frame;
import io.leeward.wire.FrameType;
import io.leeward.wire.Texts;
import io.leeward.wire.WireException;
import io.leeward.wire.control.ControlMessage.Assignment;
import io.leeward.wire.control.ControlMessage.Challenge;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlMessage.Enrolled;
import io.leeward.wire.control.ControlMessage.Heartbeat;
import io.leeward.wire.control.ControlMessage.Refusal;
import io.leeward.wire.control.ControlMessage.Renew;
import io.leeward.wire.control.ControlMessage.Renewed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Messages of the control channel as the bodies of HTTP requests and answers: one frame each. */
public final class ControlWire {
    /** Bytes of a nonce, an incarnation and a proof. */
    public static final int NONCE_BYTES = 32;
    /** Most disks of one machine. */
    public static final int MOST_DISKS = 64;
    /** Most bytes of a certificate or signing request. */
    public static final int MOST_CERTIFICATE_BYTES = 12 * 1024;
    /** Most certificates in an answer. */
    public static final int MOST_CERTIFICATES = 4;
    /** Most server addresses in an assignment. */
    public static final int MOST_SERVERS = 16;

    private ControlWire() {}

    /**
     * The frame of a message.
     *
     * @throws IllegalArgumentException when the message exceeds a limit of the protocol, which is a fault of the caller
     */
    public static ByteBuffer encode(ControlMessage message) {
        ByteWriter out = new ByteWriter(256, Frame.LARGEST_BYTES);
        out.bytes(ByteBuffer.allocate(Frame.HEADER_BYTES));
        FrameType type = write(message, out);
        ByteBuffer frame = out.written();
        Frame.seal(type, frame);
        return frame;
    }

    /**
     * The message in a body.
     *
     * @param body header and payload; buffers in the message are views of it
     * @throws WireException when it is none
     */
    public static ControlMessage decode(ByteBuffer body) {
        ByteBuffer left = body.duplicate();
        Frame frame = Frame.read(left);
        frame.verify(left);
        try {
            ByteReader in = new ByteReader(left);
            ControlMessage message = read(frame.type(), in);
            in.end();
            return message;
        } catch (MalformedException e) {
            throw WireException.malformed(frame.type() + ": " + e.getMessage());
        }
    }

    private static FrameType write(ControlMessage message, ByteWriter out) {
        return switch (message) {
            case ChallengeWanted(ByteBuffer nonce) -> {
                fixed(out, nonce);
                yield FrameType.CHALLENGE_WANTED;
            }
            case Challenge(ByteBuffer nonce) -> {
                fixed(out, nonce);
                yield FrameType.CHALLENGE;
            }
            case Enrol enrol -> {
                text(out, enrol.name(), Texts.NAME);
                fixed(out, enrol.clientNonce());
                fixed(out, enrol.serverNonce());
                out.block(certificate(enrol.signingRequest()));
                fixed(out, enrol.incarnation());
                disks(out, enrol.disks());
                fixed(out, enrol.proof());
                yield FrameType.ENROL;
            }
            case Enrolled(String machine, List<String> disks, List<ByteBuffer> certificates, ByteBuffer proof) -> {
                text(out, machine, Texts.ID);
                identifiers(out, disks);
                certificates(out, certificates);
                fixed(out, proof);
                yield FrameType.ENROLLED;
            }
            case Renew(ByteBuffer signingRequest) -> {
                out.block(certificate(signingRequest));
                yield FrameType.RENEW;
            }
            case Renewed(List<ByteBuffer> certificates) -> {
                certificates(out, certificates);
                yield FrameType.RENEWED;
            }
            case Heartbeat(String version, String tracker, String state, List<EnrolDisk> disks) -> {
                text(out, version, Texts.CODE);
                out.text(Texts.clip(tracker, Texts.NAME)).text(Texts.clip(state, Texts.NAME));
                disks(out, disks);
                yield FrameType.HEARTBEAT;
            }
            case Assignment(boolean replicate, List<String> servers, long next) -> {
                out.bool(replicate).u8(within(servers.size(), MOST_SERVERS));
                servers.forEach(server -> text(out, server, Texts.NAME));
                out.i64(next);
                yield FrameType.ASSIGNMENT;
            }
            case Refusal(String code, String text, String remedy) -> {
                text(out, code, Texts.CODE);
                out.text(Texts.clip(text, Texts.SENTENCE)).text(Texts.clip(remedy, Texts.SENTENCE));
                yield FrameType.REFUSAL;
            }
        };
    }

    private static ControlMessage read(FrameType type, ByteReader in) {
        return switch (type) {
            case CHALLENGE_WANTED -> new ChallengeWanted(in.bytes(NONCE_BYTES));
            case CHALLENGE -> new Challenge(in.bytes(NONCE_BYTES));
            case ENROL ->
                new Enrol(
                        in.text(Texts.NAME),
                        in.bytes(NONCE_BYTES),
                        in.bytes(NONCE_BYTES),
                        in.block(MOST_CERTIFICATE_BYTES),
                        in.bytes(NONCE_BYTES),
                        disks(in),
                        in.bytes(NONCE_BYTES));
            case ENROLLED ->
                new Enrolled(
                        in.text(Texts.ID),
                        list(in, MOST_DISKS, each -> each.text(Texts.ID)),
                        certificates(in),
                        in.bytes(NONCE_BYTES));
            case RENEW -> new Renew(in.block(MOST_CERTIFICATE_BYTES));
            case RENEWED -> new Renewed(certificates(in));
            case HEARTBEAT -> new Heartbeat(in.text(Texts.CODE), in.text(Texts.NAME), in.text(Texts.NAME), disks(in));
            case ASSIGNMENT ->
                new Assignment(in.bool(), list(in, MOST_SERVERS, each -> each.text(Texts.NAME)), in.natural());
            case REFUSAL -> new Refusal(in.text(Texts.CODE), in.text(Texts.SENTENCE), in.text(Texts.SENTENCE));
            default -> throw WireException.malformed(type + " does not belong on the control channel");
        };
    }

    /** How a list of disks is written, here and in the proof of an enrolment. */
    static void disks(ByteWriter out, List<EnrolDisk> disks) {
        out.u8(within(disks.size(), MOST_DISKS));
        for (EnrolDisk disk : disks) {
            text(out, disk.disk(), Texts.ID);
            text(out, disk.path(), Texts.PATH);
            text(out, disk.serial(), Texts.NAME);
            out.i64(disk.bytes());
        }
    }

    private static List<EnrolDisk> disks(ByteReader in) {
        return list(
                in,
                MOST_DISKS,
                each -> new EnrolDisk(
                        each.text(Texts.ID), each.text(Texts.PATH), each.text(Texts.NAME), each.natural()));
    }

    /** How identifiers of disks are written, here and in the proof of an answer. */
    static void identifiers(ByteWriter out, List<String> disks) {
        out.u8(within(disks.size(), MOST_DISKS));
        disks.forEach(each -> text(out, each, Texts.ID));
    }

    /** How certificates are written, here and in the proof of an enrolment. */
    static void certificates(ByteWriter out, List<ByteBuffer> certificates) {
        out.u8(within(certificates.size(), MOST_CERTIFICATES));
        certificates.forEach(each -> out.block(certificate(each)));
    }

    private static List<ByteBuffer> certificates(ByteReader in) {
        return list(in, MOST_CERTIFICATES, each -> each.block(MOST_CERTIFICATE_BYTES));
    }

    private static <T> List<T> list(ByteReader in, int most, Function<ByteReader, T> element) {
        int count = in.u8();
        if (count > most) {
            throw new MalformedException(count + " entries, at most " + most);
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(element.apply(in));
        }
        return all;
    }

    static void text(ByteWriter out, String text, int most) {
        if (!Texts.clip(text, most).equals(text)) {
            throw new IllegalArgumentException("text longer than " + most + " bytes");
        }
        out.text(text);
    }

    static void fixed(ByteWriter out, ByteBuffer bytes) {
        if (bytes.remaining() != NONCE_BYTES) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes instead of " + NONCE_BYTES);
        }
        out.bytes(bytes);
    }

    static ByteBuffer certificate(ByteBuffer der) {
        within(der.remaining(), MOST_CERTIFICATE_BYTES);
        return der;
    }

    private static int within(int value, int most) {
        if (value > most) {
            throw new IllegalArgumentException(value + " is more than " + most);
        }
        return value;
    }
}
