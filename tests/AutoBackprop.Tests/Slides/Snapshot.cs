namespace AutoBackprop.Tests;

/// <summary>Generated text that people look at, kept as plain files. UPDATE_SNAPSHOTS=1 writes them anew.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string text)
    {
        var path = Repository.PathTo("tests", "AutoBackprop.Tests", "Snapshots", name + ".cs");
        text = text.Replace("\r\n", "\n").TrimStart('\uFEFF');
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"There is no snapshot {name}; UPDATE_SNAPSHOTS=1 writes it.");
        Assert.Equal(File.ReadAllText(path).Replace("\r\n", "\n"), text);
    }
}
