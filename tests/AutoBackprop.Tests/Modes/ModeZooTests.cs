using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>The methods of the zoo over arrays, at some lengths: the value against the method, the tangent against the backward sweep.</summary>
public sealed class ModeZooTests
{
    // Rules of their own, and none for tangents.
    private static readonly string[] Refused = ["RuleForAWindow", "RuleForTheFirstUse", "RuleInALoop", "RuleRunsAgain", "RuleTakesWhatIsLeft", "RuleThatAddsToWhatIsThere", "RuleThatSets", "RuleThatSetsInOneBranch"];

    // It throws where a product reads nothing; numbers that cancel.
    private static readonly string[] Different = ["ProductByRows", "RecursiveInPlace"];

    private static readonly Lazy<Type> Zoo = new(() => Compiled.From(
        ArrayBuild.Sources.Select(s => ModeSource.Of(s, withoutSecond: null, Refused)), strict: false).Assembly.GetType(typeof(ArrayZoo).FullName!)!);

    [Theory, InlineData(0), InlineData(1), InlineData(8), InlineData(17), InlineData(33)]
    public void Modes_agree_with_each_other(int length)
    {
        var (problems, tried) = (new List<string>(), 0);
        foreach (var method in Zoo.Value.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Where(m => m.IsDefined(typeof(DifferentiableAttribute)) && !Different.Contains(m.Name)))
        {
            var skeleton = new Skeleton(length);
            var run = new ModeRun(method, [.. method.GetParameters().Select(skeleton.Of)], isSmooth: false);
            if (!run.Has("Tangent")) continue;
            tried++;
            problems.AddRange(run.Problems().Take(2).Select(p => $"{method.Name}: {p}"));
        }
        Assert.True(tried > 150, $"{tried} methods");
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }
}
