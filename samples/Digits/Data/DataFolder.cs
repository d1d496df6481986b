namespace Digits;

/// <summary>Finds the sets in a folder of data.</summary>
public static class DataFolder
{
    public static readonly string[] Sets = ["spirals", "optdigits", "mnist"];

    /// <summary>The set of that name, or every one that is there.</summary>
    public static Problem[] Load(string folder, string? set)
    {
        if (!Directory.Exists(folder)) throw new BadDataException($"The folder {folder} does not exist.");

        var optdigits = Places(folder, "optdigits")
            .FirstOrDefault(place =>
            File.Exists(Path.Combine(place, "optdigits.tra")) || File.Exists(Path.Combine(place, "optdigits.tes")));
        var mnist = Places(folder, "mnist")
            .FirstOrDefault(place => Mnist.Has(place, "t10k-images-idx3-ubyte") || Mnist.Has(place, "train-images-idx3-ubyte"));
        List<Problem> found = [];
        if (set != "mnist" && optdigits is not null) found.Add(Optdigits.Load(optdigits));
        if (set != "optdigits" && mnist is not null) found.Add(Mnist.Load(mnist));
        if (found.Count == 0)
            throw new BadDataException($"Neither {folder} nor a folder in it has {set switch
            {
                "optdigits" => "optdigits.tra and optdigits.tes",
                "mnist" => "t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz",
                _ => "optdigits.tra or t10k-images-idx3-ubyte.gz",
            }}.");
        return [.. found];
    }

    private static string[] Places(string folder, string name) => [folder, Path.Combine(folder, name)];
}
