namespace AutoBackprop.Core;

/// <summary>Innermost loops whose iterations meet only in sums and extremes run on <c>Vector512</c>, a vector of elements at a
/// time. The last vector overlaps the one before it, with the lanes already done left out. Too few elements, and elements
/// outside their array, are left to the loop as it was.</summary>
public sealed class Vectorise
{
    private readonly Fresh _fresh;
    private readonly Arrays _arrays;

    private Vectorise(Method method) =>
        (_fresh, _arrays) = (new Fresh(method.NextId), new Arrays(method));

    public static Method Run(Method method)
    {
        var pass = new Vectorise(method);
        var body = pass.Of(method.Body);
        return method with { Body = body, NextId = pass._fresh.NextId };
    }

    public static bool IsIn(Method method) => method.Body.AllSteps().Any(s => s is Let { Target.Type.Lanes: > 1 });

    /// <summary>The loop as it stands will run on vectors, and memory is what it takes its time for.</summary>
    public static bool Takes(For loop, Fresh fresh, Arrays arrays) =>
        !IsShort(loop) && Body(loop, fresh, arrays, new()) is { Functions: 0 } body && new VectorLoop(body, fresh).Steps() is not null;

    /// <summary>Why it has no form on vectors, whoever may want it; null where it has one.</summary>
    public static Refusal? Refusal(For loop, Fresh fresh, Arrays arrays)
    {
        var verdict = new Verdict();
        return Body(loop, fresh, arrays, verdict) is { } body && new VectorLoop(body, fresh).Steps() is not null ? null
            : verdict.Refusal ?? new("it has no form on vectors");
    }

    private static VectorBody? Body(For loop, Fresh fresh, Arrays arrays, Verdict verdict) =>
        loop.Step is 1 or -1 ? VectorBody.Of(loop, fresh, arrays, verdict)
        : verdict.No<VectorBody>($"its index moves by {loop.Step}, so that elements do not lie side by side");

    private Block Of(Block block) => block with { Steps = block.Steps.SelectMany(Of).ToArray() };

    private IEnumerable<Stmt> Of(Stmt step) => step switch
    {
        If s => [s with { Then = Of(s.Then), Else = Of(s.Else) }],
        While s => [s with { Body = Of(s.Body) }],
        For s when !IsShort(s) && Body(s, _fresh, _arrays, new()) is { } body && new VectorLoop(body, _fresh).Steps() is { } vectors =>
            vectors,
        For s => [s with { Body = Of(s.Body) }],
        _ => [step],
    };

    /// <summary>Not worth it.</summary>
    public static bool IsShort(For s) => s is { From: Const a, To: Const b } && Math.Abs(b.Value - a.Value) < 8;
}
