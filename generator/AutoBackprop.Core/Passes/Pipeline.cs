using System.Runtime.CompilerServices;

namespace AutoBackprop.Core;

/// <summary>The compiler's order, to be read from top to bottom.</summary>
public static class Pipeline
{
    private static readonly (string Name, Func<Method, Method> Run)[] Preparations =
    [
        ("normalise", Normalise.Run),
        ("simplify", Simplify.Run),
        ("products", Products.Run),
        ("sink", Sink.Run),
        ("induct", Induct.Run),
        ("lift", Lift.Run),
        ("settle", Settle.Run),
        ("simplify", Simplify.Run),
        ("share", ShareCommon.Run),
        ("remember reads", Remember.Reads),
        ("simplify", Simplify.Run),
        ("find winners", Winners.Run),
    ];

    private static readonly (string Name, Func<Method, Method> Run)[] Optimisations =
    [
        ("forget origins", Winners.Forget),
        ("simplify", Simplify.Run),
        ("share", ShareCommon.Run),
        ("simplify", Simplify.Run),
        ("prune", RemoveDead.Run),
        ("simplify", Simplify.Run),
        ("prune", RemoveDead.Run),
        ("overwrite rows", OverwriteRows.Run),
        ("replace scalars", ReplaceScalars.Run),
        ("remember", Remember.ReadsAndWrites),
        ("simplify", Simplify.Run),
        ("prune", RemoveDead.Run),
        ("overwrite", Overwrite.Run),
        ("drop resets", DeadResets.Run),
    ];

    private static readonly (string Name, Func<Method, Method> Run)[] Vectorisations =
    [
        ("lanes", Lanes.Run),
        ("prune", RemoveDead.Run),
        ("jam", Jam.Run),
        ("vectorise", Vectorise.Run),
        ("anchor", Anchor.Run),
        ("hoist", Hoist.Run),
        ("fold", Fold.Run),
    ];

    /// <summary>The method with its backward sweep, as it is printed.</summary>
    public static Method Gradient(Method primal, bool seeded, bool optimised = true) =>
        optimised ? Run(Vectorisations, Scalar(primal, seeded)) : RemoveDead.Run(Sweeps(primal, seeded));

    /// <summary>The same before its loops are put on vectors.</summary>
    public static Method Scalar(Method primal, bool seeded) => seeded ? Run(Optimisations, Sweeps(primal, seeded))
        : Scalars.GetValue(primal, static p => Run(Optimisations, Sweeps(p, seeded: false)));

    private static Method Sweeps(Method primal, bool seeded)
    {
        var method = Differentiate(primal, seeded);
        return seeded ? method : method with { Zeroed = method.Destinations.Map(d => d.Gradient) };
    }

    /// <summary>An ordinary method again, which can be differentiated again.</summary>
    public static Method Differentiate(Method primal, bool seeded) => seeded ? Reverse.Run(Prepare(primal), seeded)
        : Differentiated.GetValue(primal, static p => Reverse.Run(Prepare(p), seeded: false));

    /// <summary>As <see cref="Reverse"/> needs it.</summary>
    public static Method Prepare(Method primal) => Prepared.GetValue(primal, static p => Run(Preparations, p));

    public static Method Optimise(Method method) => Run(Vectorisations, Run(Optimisations, method));

    private static Method Run((string Name, Func<Method, Method> Run)[] passes, Method method)
    {
        foreach (var (_, run) in passes) method = run(method);
        return method;
    }

    // The generated members ask for the same; then the analyzers' remarks ask what the generator has just written.
    private static readonly ConditionalWeakTable<Method, Method> Prepared = new(), Differentiated = new(), Scalars = new();
}
