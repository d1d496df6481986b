namespace AutoBackprop.Tests.Pictures;

/// <summary>The pictures beside the pages are those that are drawn here; UPDATE_PICTURES=1 draws them anew.</summary>
public sealed class RulePictureTests
{
    public static TheoryData<string> Names => [.. RulePictures.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_picture_is_what_is_drawn(string name)
    {
        var path = Repository.PathTo("analyzers", "rules", $"{name}.svg");
        var svg = RulePictures.All[name].Svg();
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1") File.WriteAllText(path, svg);
        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == svg, $"{name}.svg is out of date: UPDATE_PICTURES=1 dotnet test");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_page_shows_it(string name)
    {
        var page = Repository.PathTo("analyzers", "rules", $"{name}.md");
        if (File.Exists(page)) Assert.Contains($"({name}.svg)", File.ReadAllText(page), StringComparison.Ordinal);
    }
}
