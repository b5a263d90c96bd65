package io.orka.durable;

import java.io.IOException;

/** A separate program that passes one failpoint a given number of times and prints each pass. */
final class Passing {

    private Passing() {}

    public static void main(String[] args) throws IOException {
        for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
            Failpoint.valueOf(args[0]).hit();
            System.out.println("passed " + i);
        }
        try {
            Failpoint.arm("lock.write=throw");
            System.out.println("armed");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
