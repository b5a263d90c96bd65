package io.orka.deploy;

import java.net.MalformedURLException;
import java.util.List;

/** A program on the module path. It prints which of the classes in its arguments a plugin's loader finds. */
final class ModularHost {

    private ModularHost() {}

    /** Fails for a class that the platform's loader does not find. */
    public static void main(String[] names) throws ClassNotFoundException, MalformedURLException {
        PluginClassLoader loader = new PluginClassLoader("p@1", List.of(), false);
        for (String name : names) {
            Class<?> found = ClassLoader.getPlatformClassLoader().loadClass(name);
            try {
                System.out.println(name + (loader.loadClass(name) == found ? " is found" : " is another class"));
            } catch (ClassNotFoundException e) {
                System.out.println(name + " is hidden");
            }
        }
    }
}
