package org.postrider.command;

import static org.postrider.config.SiteParams.QUEUE_DIRECTORY;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.postrider.config.Settings;
import org.postrider.text.Latin1;

/// The sockets where a running mail system answers to commands.
///
/// @param queue `$queue_directory`
record MailSystem(Path queue) {
    /// Longer than any value in an answer.
    private static final int LONGEST = 1 << 16;

    static MailSystem of(Settings settings) {
        return new MailSystem(Path.of(Latin1.toUnicode(settings.get(QUEUE_DIRECTORY))));
    }

    /// @param folder  `public` or `private`
    /// @param service name of the socket
    /// @throws IOException when nobody answers there; [org.postrider.os.Errno#text] has the reason
    SocketChannel connect(String folder, String service) throws IOException {
        var address = UnixDomainSocketAddress.of(queue.resolve(folder).resolve(Latin1.toUnicode(service)));
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address);
            return channel;
        } catch (IOException | RuntimeException nobody) {
            channel.close();
            throw nobody;
        }
    }

    /// Sends letters and waits until the service has them.
    void trigger(String folder, String service, String letters) throws IOException {
        try (var channel = connect(folder, service)) {
            send(channel, letters);
            channel.shutdownOutput();
            var nothing = ByteBuffer.allocate(64);
            while (channel.read(nothing.clear()) >= 0) continue;
        }
    }

    static void send(SocketChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(Latin1.bytes(text));
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    /// An attribute list as the mail system reads it.
    static String attributes(SequencedMap<String, String> values) {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('\0').append(value).append('\0'));
        return text.append('\0').toString();
    }

    /// Reads one attribute list, and no byte behind it.
    ///
    /// @throws IOException when it ends too early, or has no end
    static Map<String, String> attributes(InputStream in) throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (String name = token(in); !name.isEmpty(); name = token(in)) values.putIfAbsent(name, token(in));
        return values;
    }

    private static String token(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) throw new EOFException("the mail system did not answer");
            if (bytes.size() == LONGEST) throw new IOException("malformed answer from the mail system");
            bytes.write(next);
        }
        return Latin1.of(bytes.toByteArray());
    }
}
