package io.leeward.agent.freeze;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** The few calls of the C library that freezing needs. Results are 0 or more, or minus the error number. */
final class Ioctl {
    static final long FIFREEZE = 0xC0045877L;
    static final long FITHAW = 0xC0045878L;
    static final int EBUSY = 16;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;
    static final int EOPNOTSUPP = 95;

    private static final int O_RDONLY_DIRECTORY_CLOEXEC = 0x10000 | 0x80000;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

    private static final MethodHandle OPEN = handle(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = handle(
            "ioctl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SYNCFS =
            handle("syncfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Ioctl() {}

    private static MethodHandle handle(String name, FunctionDescriptor shape, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = CAPTURE;
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), shape, options);
    }

    private interface Call {
        int run(MemorySegment state) throws Throwable;
    }

    private static int call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = call.run(state);
            return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library", e);
        }
    }

    /** Opens a folder for the calls below. */
    static int open(Path folder) {
        return call(state -> {
            try (Arena arena = Arena.ofConfined()) {
                return (int) OPEN.invokeExact(state, arena.allocateFrom(folder.toString()), O_RDONLY_DIRECTORY_CLOEXEC);
            }
        });
    }

    static int ioctl(int descriptor, long request) {
        return call(state -> (int) IOCTL.invokeExact(state, descriptor, request, 0L));
    }

    /** Writes out what is dirty in the file system. */
    static int syncfs(int descriptor) {
        return call(state -> (int) SYNCFS.invokeExact(state, descriptor));
    }

    static int close(int descriptor) {
        return call(state -> (int) CLOSE.invokeExact(state, descriptor));
    }
}
