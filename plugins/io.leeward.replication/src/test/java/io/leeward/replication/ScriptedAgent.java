package io.leeward.replication;

import io.leeward.model.DiskId;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Welcome;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Says to a rig what a test wants said, and keeps what an agent would keep. */
final class ScriptedAgent {
    final Rig rig;
    final long[] sequence;
    final HelloDisk[] known;
    String incarnation = "ab".repeat(32);
    byte[] token = new byte[32];
    long session;
    Welcome welcome;

    ScriptedAgent(Rig rig) {
        this.rig = rig;
        int count = rig.disks.size();
        sequence = new long[count];
        known = new HelloDisk[count];
        for (int i = 0; i < count; i++) {
            known[i] = new HelloDisk(rig.disks.get(i).value(), Rig.DISK_BYTES, 0, "", 0, 0, 0, false);
        }
    }

    /** The same agent as it is now, in another world. */
    ScriptedAgent copy(Rig other) {
        ScriptedAgent copy = new ScriptedAgent(other);
        System.arraycopy(known, 0, copy.known, 0, known.length);
        System.arraycopy(sequence, 0, copy.sequence, 0, sequence.length);
        copy.token = token.clone();
        copy.incarnation = incarnation;
        return copy;
    }

    /** Says hello on a new session. */
    ScriptedAgent hello() {
        session = rig.nextSession();
        rig.say(
                session,
                new AgentMessage.Hello("web", hex(incarnation), ByteBuffer.wrap(token.clone()), List.of(known)));
        return this;
    }

    /** Says hello, is welcomed, and keeps the token. */
    ScriptedAgent connect() {
        hello();
        return welcomed().orElseThrow(() -> new AssertionError("not welcomed: " + rig.effects));
    }

    /** Takes a welcome if one came. */
    Optional<ScriptedAgent> welcomed() {
        Optional<Welcome> came = rig.last(session, Welcome.class);
        came.ifPresent(answer -> {
            welcome = answer;
            for (int i = 0; i < known.length; i++) {
                WelcomeDisk disk = answer.disks().get(i);
                boolean on = disk.resume() == ServerMessage.Resume.CONTINUE;
                known[i] = new HelloDisk(
                        known[i].disk(),
                        known[i].bytes(),
                        disk.epoch(),
                        disk.spool(),
                        disk.acknowledged(),
                        disk.stored(),
                        on ? Math.max(known[i].sequenceBound(), disk.acknowledged()) : disk.acknowledged(),
                        true);
                sequence[i] = disk.acknowledged();
            }
            token = bytes(answer.token());
            rig.say(session, new AgentMessage.TokenKept());
        });
        return came.map(answer -> this);
    }

    ServerMessage.Resume resume(int disk) {
        return welcome.disks().get(disk).resume();
    }

    ScriptedAgent data(int disk, int block, int fill) {
        sequence[disk]++;
        known(
                disk,
                known[disk].acknowledged(),
                known[disk].stored(),
                Math.max(known[disk].sequenceBound(), sequence[disk]),
                true);
        rig.say(session, new AgentMessage.Data(disk, sequence[disk], block * 4096L, block(fill)));
        return this;
    }

    static ByteBuffer block(int fill) {
        byte[] bytes = new byte[4096];
        Arrays.fill(bytes, (byte) fill);
        return ByteBuffer.wrap(bytes);
    }

    ScriptedAgent zeros(int disk, int block, int count) {
        sequence[disk]++;
        known(
                disk,
                known[disk].acknowledged(),
                known[disk].stored(),
                Math.max(known[disk].sequenceBound(), sequence[disk]),
                true);
        rig.say(session, new AgentMessage.Zeros(disk, sequence[disk], block * 4096L, count * 4096L));
        return this;
    }

    ScriptedAgent mark(int disk, String point) {
        sequence[disk]++;
        known(
                disk,
                known[disk].acknowledged(),
                known[disk].stored(),
                Math.max(known[disk].sequenceBound(), sequence[disk]),
                true);
        rig.say(
                session,
                new AgentMessage.Marker(disk, sequence[disk], point, 0, rig.now.toEpochMilli(), known[disk].bytes()));
        return this;
    }

    /** Says that the first copy of every disk is complete. */
    ScriptedAgent complete() {
        for (int disk = 0; disk < known.length; disk++) {
            rig.say(session, new AgentMessage.DiskStatus(disk, true, Rig.DISK_BYTES, 0, "up to date"));
        }
        return this;
    }

    /** Sends a first copy of one block for each disk and says that it is complete. */
    ScriptedAgent copied() {
        for (int disk = 0; disk < known.length; disk++) {
            data(disk, 0, 1 + disk);
        }
        rig.flush();
        return complete();
    }

    /** Takes the watermarks that came; true when there were any. */
    boolean watermarks() {
        boolean any = false;
        for (ServerMessage message : rig.heard(session)) {
            if (message instanceof ServerMessage.Watermarks(int disk, long acknowledged, long stored)) {
                known(disk, acknowledged, stored, known[disk].sequenceBound(), known[disk].coverage());
                any = true;
            }
        }
        return any;
    }

    /** The point that the server asks for, if it asked. */
    Optional<String> asked() {
        return rig.last(session, ServerMessage.CutPoint.class).map(ServerMessage.CutPoint::point);
    }

    /** What the agent will say of a disk in its next hello. */
    void known(int disk, long acknowledged, long stored, long bound, boolean coverage) {
        HelloDisk now = known[disk];
        known[disk] =
                new HelloDisk(now.disk(), now.bytes(), now.epoch(), now.spool(), acknowledged, stored, bound, coverage);
    }

    void coverage(boolean proven) {
        for (int disk = 0; disk < known.length; disk++) {
            known(disk, known[disk].acknowledged(), known[disk].stored(), known[disk].sequenceBound(), proven);
        }
    }

    DiskId disk(int index) {
        return rig.disks.get(index);
    }

    void disconnect() {
        rig.replicator.disconnected(session);
        rig.settle();
    }

    List<String> stopped() {
        List<String> codes = new ArrayList<>();
        for (ServerMessage message : rig.heard(session)) {
            if (message instanceof ServerMessage.Stop stop) {
                codes.add(stop.code());
            }
        }
        return codes;
    }

    static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] out = new byte[buffer.remaining()];
        buffer.duplicate().get(out);
        return out;
    }
}
