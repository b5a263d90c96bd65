package io.orka.checkout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * A Git host on loopback that implements HTTP on raw sockets, so that it can disconnect, stall and send wrong data at
 * any byte. It starts with the real responses of a real repository and then misbehaves as its script defines.
 */
final class ScriptedGitServer implements AutoCloseable {

    static final String THREADS = "scripted-git-";

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern GZIP = Pattern.compile("(?im)^content-encoding: *gzip");
    private static final int PACK_HEADER = 12;
    private static final int FRAME_HEADER = 5;
    private static final int PACK_BAND = 1;
    private static final int DRIP_MILLIS = 50;

    private final Set<Socket> visitors = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Path repository;
    private final Script script;

    ScriptedGitServer(Path repository, Script script) throws IOException {
        this.repository = repository;
        this.script = script;
        start(this::accept, "porter");
    }

    /** The behavior of the server after it has sent the refs, or instead of sending them. */
    enum Script {
        GOOD,
        SILENT,
        DRIPPING,
        CUT_IN_PACK,
        STATUS_500,
        STATUS_401,
        GARBAGE_PACK,
        REDIRECT_LOOP,
        WRONG_LENGTH
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hello.git";
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket visitor : visitors) {
            visitor.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket visitor = server.accept();
                visitors.add(visitor);
                start(() -> serve(visitor), "visit");
            }
        } catch (IOException over) {
            // the server is closed
        }
    }

    private void serve(Socket visitor) {
        try (visitor) {
            String head = head(visitor.getInputStream());
            Matcher length = LENGTH.matcher(head);
            byte[] body = visitor.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            if (head.startsWith("GET")) {
                tellRefs(visitor.getOutputStream());
            } else {
                InputStream asked = new ByteArrayInputStream(body);
                sendPack(visitor.getOutputStream(), GZIP.matcher(head).find() ? new GZIPInputStream(asked) : asked);
            }
        } catch (IOException | InterruptedException gone) {
            // the client has disconnected
        } finally {
            visitors.remove(visitor);
        }
    }

    private void tellRefs(OutputStream out) throws IOException, InterruptedException {
        switch (script) {
            case SILENT -> closed.await();
            case STATUS_500 -> say(out, "500 Internal Server Error", "Content-Length: 0", new byte[0]);
            case STATUS_401 ->
                say(out, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0", new byte[0]);
            case REDIRECT_LOOP ->
                say(out, "302 Found", "Location: /hello.git/info/refs?service=git-upload-pack", new byte[0]);
            default -> {
                byte[] refs = refs();
                say(out, "200 OK", type("advertisement") + "\r\nContent-Length: " + refs.length, refs);
            }
        }
    }

    private void sendPack(OutputStream out, InputStream asked) throws IOException, InterruptedException {
        byte[] pack = pack(asked);
        byte[] half = Arrays.copyOf(pack, pack.length / 2);
        String whole = type("result") + "\r\nContent-Length: " + pack.length;
        switch (script) {
            case DRIPPING -> {
                say(out, "200 OK", whole, half);
                for (int i = half.length; !closed.await(DRIP_MILLIS, TimeUnit.MILLISECONDS); i++) {
                    out.write(pack[Math.min(i, pack.length - 2)]);
                }
            }
            case CUT_IN_PACK -> say(out, "200 OK", whole, half);
            case WRONG_LENGTH -> say(out, "200 OK", type("result") + "\r\nContent-Length: " + half.length, pack);
            case GARBAGE_PACK -> say(out, "200 OK", whole, garbage(pack));
            default -> say(out, "200 OK", whole, pack);
        }
    }

    private byte[] refs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Git git = Git.open(repository.toFile())) {
            upload(git).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(bytes)), "git-upload-pack");
        }
        return bytes.toByteArray();
    }

    private byte[] pack(InputStream asked) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Git git = Git.open(repository.toFile())) {
            upload(git).upload(asked, bytes, null);
        }
        return bytes.toByteArray();
    }

    /** Replaces the content of the pack after its header with random bytes. The frames remain valid. */
    private static byte[] garbage(byte[] answer) {
        Random random = new Random(1);
        String text = new String(answer, ISO_8859_1);
        int at = text.indexOf("PACK") - FRAME_HEADER;
        int clean = PACK_HEADER;
        for (int length = length(text, at); length > 0; at += length, length = length(text, at)) {
            boolean pack = answer[at + FRAME_HEADER - 1] == PACK_BAND;
            for (int i = at + FRAME_HEADER; pack && i < at + length; i++) {
                answer[i] = clean-- > 0 ? answer[i] : (byte) random.nextInt();
            }
        }
        return answer;
    }

    /**
     * Returns the length of a side-band frame. A frame starts with its length in four hexadecimal digits and its band;
     * length 0 ends the frames.
     */
    private static int length(String answer, int frame) {
        return Integer.parseInt(answer.substring(frame, frame + FRAME_HEADER - 1), 16);
    }

    private static UploadPack upload(Git git) {
        UploadPack upload = new UploadPack(git.getRepository());
        upload.setBiDirectionalPipe(false);
        return upload;
    }

    private static String type(String what) {
        return "Content-Type: application/x-git-upload-pack-" + what;
    }

    private static void say(OutputStream out, String status, String headers, byte[] body) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n\r\n").getBytes(US_ASCII));
        out.write(body);
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the visitor left before it had asked");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, THREADS + name);
        thread.setDaemon(true);
        thread.start();
    }
}
