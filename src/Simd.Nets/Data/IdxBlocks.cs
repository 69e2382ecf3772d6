namespace Simd.Nets;

/// <summary>A pair of IDX files, read a block of samples at a time.</summary>
internal sealed class IdxBlocks(Func<Stream> openImages, Func<Stream> openLabels, double scale, string imagesName, string labelsName)
{
    private const int BlockBytes = 1 << 20;

    /// <summary>The number of samples, and that the two files go together.</summary>
    /// <exception cref="DataFormatException">A header is malformed, or the counts differ.</exception>
    public int Count()
    {
        using var images = new IdxFile(openImages(), imagesName);
        using var labels = new IdxFile(openLabels(), labelsName);
        IdxHeader.RequirePair(images.Header, imagesName, labels.Header, labelsName);
        return images.Header.Shape[0];
    }

    public IEnumerable<DataSet> Read()
    {
        using var images = new IdxFile(openImages(), imagesName);
        using var labels = new IdxFile(openLabels(), labelsName);
        IdxHeader.RequirePair(images.Header, imagesName, labels.Header, labelsName);
        int row = images.Header.RowSize;
        int most = Math.Max(1, BlockBytes / row);
        for (int left = images.Header.Shape[0]; left > 0; left -= most)
        {
            int count = Math.Min(most, left);
            byte[] pixels = images.Read(count * row);
            yield return DataSet.FromArrays(pixels, row, Array.ConvertAll(labels.Read(count), label => (int)label), scale);
        }

        images.RequireEnd();
        labels.RequireEnd();
    }

    private sealed class IdxFile : IDisposable
    {
        private readonly Stream file;
        private readonly Stream content;
        private readonly string name;
        private long read;

        public IdxFile(Stream file, string name)
        {
            this.file = file;
            this.name = name;
            try
            {
                content = GzipContent.Open(file, name);
                Header = IdxHeader.Read(content, name, long.MaxValue);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public IdxHeader Header { get; }

        public byte[] Read(int length)
        {
            var values = new byte[length];
            int came = content.ReadAtLeast(values, length, throwOnEndOfStream: false);
            read += came;
            return came == length ? values : throw IdxHeader.WrongLength(Header.Size, read, name);
        }

        public void RequireEnd() => IdxHeader.RequireEnd(content, Header.Size, name);

        public void Dispose()
        {
            content?.Dispose();
            file.Dispose();
        }
    }
}
