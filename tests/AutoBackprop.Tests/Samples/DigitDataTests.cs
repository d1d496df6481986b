using System.Buffers.Binary;
using System.IO.Compression;
using Digits;

namespace AutoBackprop.Tests.Samples;

/// <summary>The readers of the Digits sample: what they read, and what they say of files that are wrong.</summary>
public sealed class DigitDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_of_optdigits_is_a_picture_and_its_class()
    {
        var examples = Optdigits.Read(_folder.File("a.tra", $"# a comment\r\n{Line(first: 16, label: 7)}\r\n\r\n{Line(first: 4, label: 0)}"));
        Assert.Equal((2, 64, 8, 8), (examples.Count, examples.Size, examples.Width, examples.Height));
        Assert.Equal([7, 0], examples.Labels);
        Assert.Equal([1f, 0.25f], [examples.Row(0)[0], examples.Row(1)[0]]);
        Assert.Equal(0.5f, examples.Row(1)[63]);
    }

    [Theory]
    [InlineData("1,2,3", "line 2: 64 counts and a class should be here, not 3 cells")]
    [InlineData("17", "line 2: '17' is not a count from 0 to 16")]
    [InlineData("-1", "line 2: '-1' is not a count from 0 to 16")]
    [InlineData("1.5", "line 2: '1.5' is not a count from 0 to 16")]
    [InlineData("x", "line 2: 'x' is not a count from 0 to 16")]
    [InlineData("label", "line 2: '10' is not a class from 0 to 9")]
    public void A_wrong_line_of_optdigits_is_named(string what, string message)
    {
        var line = what switch { "1,2,3" => what, "label" => Line(0, label: 10), _ => what + Line(0, 1)[1..] };
        var path = _folder.File("a.tes", $"{Line(1, 1)}\n{line}\n");
        Assert.Equal($"{path}, {message}.", Refused(() => Optdigits.Read(path)));
    }

    [Fact]
    public void Missing_and_empty_files_are_named()
    {
        var empty = _folder.File("optdigits.tra", "# nothing\n");
        Assert.Equal($"{empty} has no digits.", Refused(() => Optdigits.Read(empty)));
        Assert.Equal($"{Path.Combine(_folder.Path, "none")} is missing.", Refused(() => Optdigits.Read(Path.Combine(_folder.Path, "none"))));
        Assert.Equal($"{Path.Combine(_folder.Path, "none.gz")} is missing.", Refused(() => Mnist.Read(Path.Combine(_folder.Path, "none.gz"), empty)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Mnist_is_read_compressed_or_not(bool compressed)
    {
        var images = Idx("images", compressed, 0x803, [2, 2, 3], [0, 51, 255, 0, 0, 0, 1, 2, 3, 4, 5, 255]);
        var examples = Mnist.Read(images, Idx("labels", compressed, 0x801, [2], [9, 0]));
        Assert.Equal((2, 3, 2), (examples.Count, examples.Width, examples.Height));
        Assert.Equal([9, 0], examples.Labels);
        Assert.Equal([0f, 0.2f, 1f], examples.Row(0)[..3].ToArray());
        Assert.Equal(1f, examples.Row(1)[5]);
    }

    [Fact]
    public void What_is_not_mnist_is_named()
    {
        var (images, labels) = (Idx("images", true, 0x803, [1, 1, 2], [1, 2]), Idx("labels", true, 0x801, [1], [3]));
        var text = _folder.File("text.gz", "no gzip file at all");
        Assert.Equal($"{text} is not a gzip file.", Refused(() => Mnist.Read(text, labels)));
        Assert.Equal($"{labels} is not an IDX file of images: it does not begin with 0x00000803 and 3 sizes.", Refused(() => Mnist.Read(labels, labels)));
        Assert.Equal($"{images} is not an IDX file of labels: it does not begin with 0x00000801 and 1 size.", Refused(() => Mnist.Read(images, images)));

        var two = Idx("two", true, 0x801, [2], [3, 4]);
        Assert.Equal($"{two} has 2 labels for the 1 images of {images}.", Refused(() => Mnist.Read(images, two)));
        var cut = Idx("short", true, 0x803, [1, 1, 2], [1]);
        Assert.Equal($"{cut}: the header announces 2 bytes, but 1 follow.", Refused(() => Mnist.Read(cut, labels)));
        var wrong = Idx("wrong", true, 0x801, [1], [10]);
        Assert.Equal($"{wrong}: label 0 is 10, not a digit.", Refused(() => Mnist.Read(images, wrong)));
        var negative = Idx("negative", true, 0x803, [-1, 1, 1], []);
        Assert.Equal($"{negative}: the size -1 in the header is negative.", Refused(() => Mnist.Read(negative, labels)));
    }

    [Fact]
    public void Sets_are_found_in_the_folder_or_one_below()
    {
        Assert.Contains("does not exist", Refused(() => DataFolder.Load(Path.Combine(_folder.Path, "none"), null)));
        Assert.Contains("optdigits.tra or t10k-images-idx3-ubyte.gz", Refused(() => DataFolder.Load(_folder.Path, null)));

        _folder.File("optdigits/optdigits.tra", Line(1, 1));
        Assert.EndsWith("optdigits.tes is missing.", Refused(() => DataFolder.Load(_folder.Path, null)));
        _folder.File("optdigits/optdigits.tes", Line(2, 2));
        var alone = Assert.Single(DataFolder.Load(_folder.Path, null));
        Assert.Equal(("optdigits", "test"), (alone.Name, alone.WatchedName));
        Assert.Contains("t10k-labels", Refused(() => DataFolder.Load(_folder.Path, "mnist")));

        Idx("t10k-images-idx3-ubyte", true, 0x803, [5, 1, 1], [1, 2, 3, 4, 5]);
        Assert.EndsWith("t10k-labels-idx1-ubyte.gz is missing.", Refused(() => DataFolder.Load(_folder.Path, null)));
        Idx("t10k-labels-idx1-ubyte", true, 0x801, [5], [0, 1, 2, 3, 4]);
        _folder.File("optdigits/optdigits.hol", Line(3, 3));

        var both = DataFolder.Load(_folder.Path, null);
        Assert.Equal(["optdigits", "mnist"], both.Select(problem => problem.Name));
        Assert.Equal("validation", both[0].WatchedName);
        Assert.Equal([0, 1, 2, 3], both[1].Training.Labels);
        Assert.Equal([4], both[1].Test.Labels);
    }

    [Fact]
    public void Spirals_are_the_same_for_a_seed()
    {
        var (first, again, other) = (Spirals.Make(1), Spirals.Make(1), Spirals.Make(2));
        Assert.Equal(first.Training.Inputs, again.Training.Inputs);
        Assert.NotEqual(first.Training.Inputs, other.Training.Inputs);
        Assert.Equal(first.Training.Count / 2, first.Training.Labels.Sum());
        Assert.All(first.Training.Inputs, x => Assert.InRange(x, -1.1f, 1.1f));
    }

    [Fact]
    public void A_picture_is_shifted_by_parts_of_pixels()
    {
        float[] picture = [0, 0, 0, 0, 4, 0, 0, 0, 0], moved = new float[9];
        Shift.By(picture, moved, 3, right: 1, down: -1);
        Assert.Equal([0, 0, 4, 0, 0, 0, 0, 0, 0], moved);
        Shift.By(picture, moved, 3, right: -0.25, down: 0.5);
        Assert.Equal([0, 0, 0, 0.5f, 1.5f, 0, 0.5f, 1.5f, 0], moved);
    }

    private static string Line(int first, int label) => $"{first}," + string.Concat(Enumerable.Repeat("0,", 62)) + $"8,{label}";

    private static string Refused(Func<object> read) => Assert.Throws<BadDataException>(read).Message;

    private string Idx(string name, bool compressed, int magic, int[] sizes, byte[] content)
    {
        using var file = new MemoryStream();
        using (Stream stream = compressed ? new GZipStream(file, CompressionMode.Compress, leaveOpen: true) : file)
        {
            foreach (var number in (int[])[magic, .. sizes])
            {
                var bytes = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(bytes, number);
                stream.Write(bytes);
            }
            stream.Write(content);
        }
        return _folder.File(name + (compressed ? ".gz" : ""), file.ToArray());
    }
}
