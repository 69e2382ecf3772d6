using System.Text;

namespace Simd.Nets.Monitoring.Tests;

/// <summary>Reads TensorBoard's event files, from their documentation and bit by bit; shares nothing with what writes them.</summary>
internal static class EventFile
{
    public sealed record Event(double Seconds, long Step, string? Version, Dictionary<string, float> Values);

    public static IEnumerable<Event> Read(byte[] file)
    {
        int at = 0;
        while (at < file.Length)
        {
            int length = checked((int)BitConverter.ToUInt64(file, at));
            Assert.Equal(Mask(Sum(file[at..(at + 8)])), BitConverter.ToUInt32(file, at + 8));
            byte[] data = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(Mask(Sum(data)), BitConverter.ToUInt32(file, at + 12 + length));
            yield return Parse(data);
            at += 16 + length;
        }

        Assert.Equal(file.Length, at);
    }

    public static uint Sum(byte[] bytes)
    {
        uint sum = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0x82F63B78 : sum >> 1;
            }
        }

        return ~sum;
    }

    private static uint Mask(uint sum) => ((sum >> 15) | (sum << 17)) + 0xA282EAD8;

    private static Event Parse(byte[] data)
    {
        var result = new Event(0, 0, null, []);
        foreach ((int field, object value) in Fields(data))
        {
            result = field switch
            {
                1 => result with { Seconds = BitConverter.Int64BitsToDouble((long)value) },
                2 => result with { Step = (long)value },
                3 => result with { Version = Encoding.UTF8.GetString((byte[])value) },
                5 => result with { Values = Fields((byte[])value).Select(one => Scalar((byte[])one.Value)).ToDictionary() },
                _ => throw new InvalidDataException($"field {field}"),
            };
        }

        return result;
    }

    private static KeyValuePair<string, float> Scalar(byte[] data)
    {
        var fields = Fields(data).ToDictionary(one => one.Field, one => one.Value);
        return new(Encoding.UTF8.GetString((byte[])fields[1]), BitConverter.Int32BitsToSingle((int)fields[2]));
    }

    private static IEnumerable<(int Field, object Value)> Fields(byte[] data)
    {
        int at = 0;
        while (at < data.Length)
        {
            long key = Varint();
            switch (key & 7)
            {
                case 0:
                    yield return ((int)(key >> 3), Varint());
                    break;
                case 1:
                    yield return ((int)(key >> 3), BitConverter.ToInt64(data, at));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint();
                    yield return ((int)(key >> 3), data[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    yield return ((int)(key >> 3), BitConverter.ToInt32(data, at));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }

        long Varint()
        {
            long value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte part = data[at++];
                value |= (long)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
