package io.orka.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.registry.ApplyMode;
import io.orka.registry.Registry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DesiredStateTest {

    @Test
    void whoReadTheFileEarlierDoesNotOverwriteWhatIsInItNow() throws Exception {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        DesiredState desired = new DesiredState(
                () -> {
                    if (Thread.currentThread().getName().equals("early")) {
                        hasRead.countDown();
                        await(goOn);
                        return new Registry(List.of(), List.of(), "old");
                    }
                    return new Registry(List.of(), List.of(), "new");
                },
                ApplyMode.AUTO);
        Thread early = new Thread(desired::read, "early");
        early.start();
        await(hasRead);

        Thread late = new Thread(desired::read, "late");
        late.start();
        while (late.getState() != Thread.State.BLOCKED && late.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        early.join();
        late.join();
        assertThat(desired.revision().digest()).isEqualTo("new");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
