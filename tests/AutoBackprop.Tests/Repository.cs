namespace AutoBackprop.Tests;

/// <summary>The sources that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException($"No AutoBackprop.sln above {AppContext.BaseDirectory}."),
        _ when File.Exists(Path.Combine(folder.FullName, "AutoBackprop.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
