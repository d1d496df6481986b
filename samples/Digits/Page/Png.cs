using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Digits;

/// <summary>A picture of numbers from -1 to 1 as a PNG file with a palette; NaN is transparent.</summary>
/// <remarks>Each is a square of as many pixels as the scale says. Source: Portable Network Graphics (PNG) Specification, W3C, ISO/IEC
/// 15948.</remarks>
public static class Png
{
    // An odd number, so that zero has a colour of its own; one more for NaN.
    private const int Shades = 63;

    public static byte[] Write(float[,] values, int scale = 1)
    {
        var (height, width) = (scale * values.GetLength(0), scale * values.GetLength(1));
        var palette = Enumerable.Range(0, Shades).Select(i => Ink.Diverging(2.0 * i / (Shades - 1) - 1))
            .SelectMany(c => new[] { c.R, c.G, c.B });

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Chunk(file, "IHDR", [.. BigEndian(width), .. BigEndian(height), 8, 3, 0, 0, 0]);
        Chunk(file, "PLTE", [.. palette, 255, 255, 255]);
        Chunk(file, "tRNS", [.. Enumerable.Repeat((byte)255, Shades), 0]);
        Chunk(file, "IDAT", Compressed(values, height, width, scale));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Compressed(float[,] values, int height, int width, int scale)
    {
        using var content = new MemoryStream();
        using (var zlib = new ZLibStream(content, CompressionLevel.SmallestSize))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var value = values[y / scale, x / scale];
                    zlib.WriteByte(float.IsNaN(value) ? (byte)Shades : (byte)Math.Round((Math.Clamp(value, -1, 1) + 1) / 2 * (Shades - 1)));
                }
            }
        }
        return content.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(BigEndian(content.Length));
        file.Write(named);
        file.Write(BigEndian((int)Crc(named)));
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        return ~crc;
    }
}
