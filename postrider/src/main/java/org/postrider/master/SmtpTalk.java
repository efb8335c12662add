package org.postrider.master;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A mail program of a few lines, that shows what it says and hears.
///
/// @param port on 127.0.0.1
record SmtpTalk(PrintStream out, int port) {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /// Sends a message from the first address to all.
    ///
    /// @param message header and body with LF line ends
    void send(String message, String... addresses) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) ANSWER.toMillis());
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            reply(in);
            var commands = new ArrayList<>(List.of("EHLO laptop.example.test", "MAIL FROM:<" + addresses[0] + ">"));
            for (String address : addresses) commands.add("RCPT TO:<" + address + ">");
            commands.add("DATA");
            for (String command : commands) say(socket, in, command, command + "\r\n");
            say(socket, in, "(the message, and a dot)", message.replace("\n", "\r\n") + ".\r\n");
            say(socket, in, "QUIT", "QUIT\r\n");
        }
    }

    private void say(Socket socket, BufferedReader in, String shown, String sent) throws IOException {
        out.println("  smtp > " + shown);
        socket.getOutputStream().write(sent.getBytes(UTF_8));
        reply(in);
    }

    private void reply(BufferedReader in) throws IOException {
        String line;
        do {
            line = Optional.ofNullable(in.readLine()).orElseThrow(() -> new IOException("the server hung up"));
            out.println("  smtp < " + line);
        } while (line.length() > 3 && line.charAt(3) == '-');
    }
}
