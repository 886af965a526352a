package io.leeward.operations.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineFailureTest {
    /** A launcher and the framework that it starts load every other package twice; such a type would not pass. */
    @Test
    void onlyTypesOfTheJavaPlatformCrossIntoTheFramework() {
        assertThat(Stream.of(EngineFailure.class, RestCalls.class).flatMap(EngineFailureTest::mentioned))
                .isNotEmpty()
                .allMatch(type -> type.isPrimitive()
                        || type.getPackageName().startsWith("java.")
                        || type.getPackage().equals(EngineFailure.class.getPackage()));
    }

    private static Stream<Class<?>> mentioned(Class<?> type) {
        Stream<Class<?>> components =
                type.isRecord() ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType) : Stream.of();
        Stream<Class<?>> methods = Arrays.stream(type.getDeclaredMethods()).flatMap(EngineFailureTest::mentioned);
        return Stream.concat(components, methods).map(found -> found.isArray() ? found.getComponentType() : found);
    }

    private static Stream<Class<?>> mentioned(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()));
    }
}
