using System.Runtime.CompilerServices;

namespace AutoBackprop.Core;

/// <summary>The compiler's order, to be read from top to bottom.</summary>
public static class Pipeline
{
    private static readonly Pass[] Normalisations =
    [
        new("keep failures", KeepFailures.Run),
        new("normalise", Normalise.Run),
    ];

    private static readonly Pass[] Preparations =
    [
        .. Normalisations,
        new("simplify", Simplify.Run),
        new("products", Products.Run),
        new("sink", Sink.Run),
        new("induct", Induct.Run),
        new("lift", Lift.Run),
        new("settle", Settle.Run),
        new("simplify", Simplify.Run),
        new("share", ShareCommon.Run),
        new("remember reads", Remember.Reads),
        new("simplify", Simplify.Run),
        new("find winners", Winners.Run),
    ];

    // A derivative that is differentiated again: what the sweeps compute once more has not thrown before.
    private static readonly Pass[] SecondPreparations =
    [
        new("normalise", Normalise.Run),
        new("simplify", Simplify.Run),
        new("prune", RemoveDead.Run),
        new("settle", Settle.Run),
        new("simplify", Simplify.Run),
        new("share", ShareCommon.Run),
        new("remember reads", Remember.Reads),
        new("simplify", Simplify.Run),
    ];

    private static readonly Pass[] Optimisations =
    [
        new("forget origins", Winners.Forget),
        new("simplify", Simplify.Run),
        new("share", ShareCommon.Run),
        new("simplify", Simplify.Run),
        new("prune", RemoveDead.Run),
        new("simplify", Simplify.Run),
        new("prune", RemoveDead.Run),
        new("overwrite rows", OverwriteRows.Run),
        new("replace scalars", ReplaceScalars.Run),
        new("remember", Remember.ReadsAndWrites),
        new("simplify", Simplify.Run),
        new("prune", RemoveDead.Run),
        new("overwrite", Overwrite.Run),
        new("drop resets", DeadResets.Run),
    ];

    private static readonly Pass[] Vectorisations =
    [
        new("lanes", Lanes.Run),
        new("unroll", Unroll.Run),
        new("prune", RemoveDead.Run),
        new("jam", Jam.Run),
        new("vectorise", Vectorise.Run),
        new("sum in place", SumInPlace.Run),
        new("anchor", Anchor.Run),
        new("hoist", Hoist.Run),
        new("fold", Fold.Run),
        new("contract", Contract.Run),
    ];

    private static readonly Pass[] Divisions = [new("in chunks", InChunks.Run)];

    // A chunk is a method of its own.
    private static readonly Pass[] OfChunks = [new("simplify", Simplify.Run), new("prune", RemoveDead.Run), .. Vectorisations];

    private static readonly Pass[] Unoptimised = [new("forget origins", Winners.Forget), new("prune", RemoveDead.Run)];

    /// <summary>A member of a method, as it is printed.</summary>
    /// <param name="optimised">False leaves the sweeps as they are before any optimisation; tests compare the two.</param>
    /// <param name="after">Is shown the method after every pass. Nothing that was computed before is used then.</param>
    public static Method Run(Member member, Method primal, bool optimised = true, AfterPass? after = null) =>
        optimised ? Run(Vectorisations, Scalar(member, primal, after), after) : Run(Unoptimised, Derive(member, primal, after), after);

    /// <summary>The same with its outer loops in chunks that may run at once.</summary>
    public static Method Parallel(Member member, Method primal, bool optimised = true, AfterPass? after = null)
    {
        if (!optimised) return InChunks.WithOptions(Run(member, primal, optimised, after));
        var method = Run(Vectorisations, Run(Divisions, Scalar(member, primal, after), after), after);
        return InChunks.Map(method, chunk => Run(OfChunks, chunk, after));
    }

    /// <summary>The method with its backward sweep, as it is printed.</summary>
    public static Method Gradient(Method primal, bool seeded, bool optimised = true) => Run(Of(seeded), primal, optimised);

    /// <summary>The same before its loops are put on vectors.</summary>
    public static Method Scalar(Method primal, bool seeded) => Scalar(Of(seeded), primal, null);

    /// <summary>An ordinary method again, which can be differentiated again.</summary>
    public static Method Differentiate(Method primal, bool seeded) => Differentiate(Of(seeded), primal);

    /// <summary>A member of a method as an ordinary method again.</summary>
    public static Method Differentiate(Member member, Method primal) => Derive(member, primal, null);

    private static Member Of(bool seeded) => seeded ? Member.Backward : Member.Gradient;

    private static Method Scalar(Member member, Method primal, AfterPass? after) =>
        member != Member.Gradient || after is not null ? Run(Optimisations, Derive(member, primal, after), after)
        : Scalars.GetValue(primal, static p => Run(Optimisations, Derive(Member.Gradient, p, null), null));

    private static Method Derive(Member member, Method primal, AfterPass? after) =>
        member != Member.Gradient || after is not null ? Derived(member, Prepare(member.Begin(primal), after), after)
        : Gradients.GetValue(primal, static p => Member.Gradient.Derive(Prepare(p)));

    private static Method Derived(Member member, Method prepared, AfterPass? after)
    {
        var method = Shown(new("derive", member.Derive), prepared, after);
        return member.Order < 2 ? method : Shown(new("derive again", member.DeriveAgain), Run(SecondPreparations, method, after), after);
    }

    /// <summary>The two sweeps of a method that calls itself, as they are printed.</summary>
    public static (Method Forward, Method Backward) Split(Method primal, AfterPass? after = null)
    {
        var (forward, backward) = Reverse.Split(Prepare(primal, after));
        after?.Invoke("forward", forward);
        after?.Invoke("backward", backward);
        return (Optimise(forward, after), Optimise(backward, after));
    }

    /// <summary>A method that is called for its value, as it is printed.</summary>
    public static Method Value(Method primal, AfterPass? after = null) => Optimise(Run(Normalisations, primal, after), after);

    /// <summary>A method that is called for its value and its tangent, as it is printed.</summary>
    public static Method Tangent(Method primal, AfterPass? after = null) => Optimise(Forward.Run(Prepare(primal, after)), after);

    /// <summary>As <see cref="Reverse"/> needs it.</summary>
    public static Method Prepare(Method primal, AfterPass? after = null) =>
        after is not null ? Run(Preparations, primal, after) : Prepared.GetValue(primal, static p => Run(Preparations, p, null));

    private static Method Optimise(Method method, AfterPass? after) => Run(Vectorisations, Run(Optimisations, method, after), after);

    private static Method Run(Pass[] passes, Method method, AfterPass? after)
    {
        foreach (var pass in passes) method = Shown(pass, method, after);
        return method;
    }

    private static Method Shown(Pass pass, Method method, AfterPass? after)
    {
        method = pass.Run(method);
        after?.Invoke(pass.Name, method);
        return method;
    }

    // The generated members ask for the same; then the analyzers' remarks ask what the generator has just written.
    private static readonly ConditionalWeakTable<Method, Method> Prepared = new(), Gradients = new(), Scalars = new();
}
