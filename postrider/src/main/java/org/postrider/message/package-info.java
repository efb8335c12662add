/// Messages as bytes: content by reference, headers, streaming MIME walk, makers of Received, Date and Message-ID.
///
/// Content inside the program has LF line ends and no dot-stuffing; the protocol rooms convert at the socket.
package org.postrider.message;
