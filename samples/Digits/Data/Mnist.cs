using System.Buffers.Binary;
using System.IO.Compression;

namespace Digits;

/// <summary>Handwritten digits as IDX files, compressed or not: a header of big-endian numbers, then a byte a pixel or a label.</summary>
/// <remarks>Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits.</remarks>
public static class Mnist
{
    private const int ImageMagic = 0x803, LabelMagic = 0x801;

    /// <summary>The set in a folder. Where only the ten thousand of the test are there, the first four fifths are to learn from.</summary>
    public static Problem Load(string folder)
    {
        var test = Read(Find(folder, "t10k-images-idx3-ubyte"), Find(folder, "t10k-labels-idx1-ubyte"));
        var first = 4 * test.Count / 5;
        var (training, last) = Has(folder, "train-images-idx3-ubyte")
            ? (Read(Find(folder, "train-images-idx3-ubyte"), Find(folder, "train-labels-idx1-ubyte")), test)
            : (test.Slice(0, first), test.Slice(first, test.Count - first));

        return new("mnist", $"Handwritten digits, {test.Width}×{test.Height} (MNIST)", training, last, "test", last, Classes: 10,
            new(Hidden: [128, 128], Epochs: 30, Batch: 64, Rate: 0.002, Decay: 0, Shift: 1.5));
    }

    public static bool Has(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".gz"));

    private static string Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : path + ".gz";
    }

    public static Examples Read(string imagePath, string labelPath)
    {
        var (images, labels) = (Bytes(imagePath), Bytes(labelPath));
        var (count, height, width) = (Header(images, imagePath, ImageMagic, 0), Header(images, imagePath, ImageMagic, 1),
            Header(images, imagePath, ImageMagic, 2));
        if (Header(labels, labelPath, LabelMagic, 0) != count)
            throw new BadDataException($"{labelPath} has {Header(labels, labelPath, LabelMagic, 0)} labels for the {count} images of {imagePath}.");
        if (count == 0 || width == 0 || height == 0) throw new BadDataException($"{imagePath} has no pixels.");

        var pixels = Content(images, imagePath, 16, (long)count * height * width);
        var classes = Content(labels, labelPath, 8, count);
        var wrong = classes.IndexOfAnyExceptInRange((byte)0, (byte)9);
        if (wrong >= 0) throw new BadDataException($"{labelPath}: label {wrong} is {classes[wrong]}, not a digit.");

        var inputs = new float[pixels.Length];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = pixels[i] / 255f;
        return new(inputs, [.. classes.ToArray().Select(label => (int)label)], width, height);
    }

    private static byte[] Bytes(string path)
    {
        if (!File.Exists(path)) throw new BadDataException($"{path} is missing.");
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var content = new MemoryStream();
        try
        {
            stream.CopyTo(content);
        }
        catch (InvalidDataException)
        {
            throw new BadDataException($"{path} is not a gzip file.");
        }
        return content.ToArray();
    }

    // The magic number says how many sizes follow.
    private static int Header(byte[] file, string path, int magic, int index)
    {
        var sizes = magic & 0xff;
        if (file.Length < 4 * (sizes + 1) || BinaryPrimitives.ReadInt32BigEndian(file) != magic)
            throw new BadDataException($"{path} is not an IDX file of {(magic == ImageMagic ? "images" : "labels")}: it does not begin with 0x{magic:x8} and {sizes} {(sizes == 1 ? "size" : "sizes")}.");

        var size = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4 * (index + 1)));
        return size >= 0 ? size : throw new BadDataException($"{path}: the size {size} in the header is negative.");
    }

    private static ReadOnlySpan<byte> Content(byte[] file, string path, int header, long length) => file.Length - header == length
        ? file.AsSpan(header)
        : throw new BadDataException($"{path}: the header announces {length} bytes, but {file.Length - header} follow.");
}
