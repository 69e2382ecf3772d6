using System.Runtime.InteropServices;

namespace Simd.Nets.Probe;

/// <summary>Memory between two inaccessible pages: the first byte read or written outside of it ends the process.</summary>
internal sealed unsafe class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private const byte Canary = 0xA5;

    private readonly byte* mapping;
    private readonly nuint mappingLength;
    private readonly byte* start;
    private readonly byte* end;

    public GuardedMemory(int capacity)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint pages = Math.Max(1, (((nuint)capacity * (nuint)sizeof(T)) + page - 1) / page);
        mappingLength = (pages + 2) * page;
        mapping = Pages.Map(null, mappingLength, Pages.None, Pages.PrivateAndAnonymous, -1, 0);
        start = mapping + page;
        end = start + (pages * page);
        if (mapping == (byte*)-1 || Pages.Protect(start, pages * page, Pages.ReadAndWrite) != 0)
        {
            throw new OutOfMemoryException($"no memory for {pages} guarded pages: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Memory whose first element is the first behind the lower page.</summary>
    public Span<T> First(int length) => new(start, length);

    /// <summary>Memory whose last element is the last before the upper page.</summary>
    public Span<T> Last(int length) => new(end - (length * sizeof(T)), length);

    /// <summary>
    /// Memory aligned to 64 bytes that ends as near to the upper page as that allows; what lies between is filled, so that
    /// <see cref="GapIsIntact"/> can tell whether it was written.
    /// </summary>
    public Span<T> LastAligned(int length)
    {
        byte* first = Aligned(length);
        Gap(length).Fill(Canary);
        return new(first, length);
    }

    public bool GapIsIntact(int length) => Gap(length).IndexOfAnyExcept(Canary) < 0;

    public void Dispose() => _ = Pages.Unmap(mapping, mappingLength);

    private byte* Aligned(int length) => (byte*)((nuint)(end - (length * sizeof(T))) & ~(nuint)63);

    private Span<byte> Gap(int length)
    {
        byte* last = Aligned(length) + (length * sizeof(T));
        return new(last, (int)(end - last));
    }
}

/// <summary>The system calls of Linux for pages of memory.</summary>
internal static unsafe partial class Pages
{
    public const int None = 0;
    public const int ReadAndWrite = 3;
    public const int PrivateAndAnonymous = 0x22;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial byte* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    public static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(void* address, nuint length);
}
