package io.orka.build;

import io.orka.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project whose build runs given code. The code is in an annotation processor, which one compiler run compiles and
 * the next one executes inside the worker. The project needs only Maven's default plugins.
 */
final class WildProject {

    private WildProject() {}

    static Checkout of(Path directory, String code) throws IOException {
        String compiler = """
                <build><plugins><plugin>
                  <artifactId>maven-compiler-plugin</artifactId>
                  <executions>
                    <execution><id>default-compile</id>
                      <configuration><proc>none</proc><includes><include>wild/*</include></includes></configuration>
                    </execution>
                    <execution><id>loose</id><phase>process-classes</phase><goals><goal>compile</goal></goals>
                      <configuration>
                        <proc>full</proc><excludes><exclude>wild/*</exclude></excludes>
                        <annotationProcessors><annotationProcessor>wild.Wild</annotationProcessor></annotationProcessors>
                      </configuration>
                    </execution>
                  </executions>
                </plugin></plugins></build>
                """;
        String processor = """
                package wild;

                @javax.annotation.processing.SupportedAnnotationTypes("*")
                public class Wild extends javax.annotation.processing.AbstractProcessor {
                    static boolean done;

                    @Override
                    public boolean process(
                            java.util.Set<? extends javax.lang.model.element.TypeElement> types,
                            javax.annotation.processing.RoundEnvironment round) {
                        if (!done) {
                            done = true;
                            try {
                                run();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                        return false;
                    }

                    static void run() throws Exception {
                        %s
                    }
                }
                """.formatted(code);
        return new Fixture(Files.createTempDirectory(directory, "wild"))
                .with("pom.xml", Fixture.pom("wild", compiler))
                .with("src/main/java/wild/Wild.java", processor)
                .with("src/main/java/acme/Hello.java", "package acme; class Hello {}")
                .checkout();
    }
}
