using System.Runtime.CompilerServices;

namespace Simd.Nets;

/// <summary>Streams that may or may not be packed, told apart by their first two bytes (RFC 1952).</summary>
internal static class GzipContent
{
    /// <summary>Hands the content of a stream to a reader that reads all of it. The stream stays open.</summary>
    public static TResult Read<TResult>(Stream stream, string name, Func<Stream, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!IsPacked(stream))
        {
            return read(stream);
        }

        using UnpackedStream content = Unpack(stream, name);
        return read(content);
    }

    /// <summary>The content of a stream: unpacked, if the stream can seek and is gzip, else the stream itself.</summary>
    public static Stream Open(Stream stream, string name) => IsPacked(stream) ? Unpack(stream, name) : stream;

    // Not inlined, so that the object leaves the method that makes it. Where it does not, the JIT of .NET 10 (10.0.12), once a profile tells
    // it what the delegate calls, puts it on the stack, and after some hundred thousand files `finally` meets a null in its place, or worse:
    // found by the fuzzing tests, and not there with DOTNET_JitObjectStackAllocation=0.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static UnpackedStream Unpack(Stream stream, string name) => new(stream, name);

    private static bool IsPacked(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return false;
        }

        long start = stream.Position;
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = start;
        return read == 2 && magic is [0x1F, 0x8B];
    }
}
