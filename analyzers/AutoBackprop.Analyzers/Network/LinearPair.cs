using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>A linear step whose result goes into linear steps only: the two are one.</summary>
/// <param name="Inner">What the first gives.</param>
/// <param name="Outer">The product that the second makes of it.</param>
public sealed record LinearPair(Var Inner, Var Outer)
{
    public static IEnumerable<LinearPair> In(Facts facts, Network network)
    {
        var links = network.Links;
        var found = new List<LinearStep>();
        foreach (var step in facts.Steps)
        {
            if (step is not Let { Target: var product, Value: Apply { Op: Op.Mul, Args: var factors } } || !facts.IsActive(product))
                continue;
            if (links.To(product).FirstOrDefault(l => l.Kind == LinkKind.Weighed && links.IsComputed(l.From)) is not { From: var signal })
                continue;
            if (new LinearStep(facts, links).Read(signal) is not { IsLayer: true } inner || !inner.GoesOnlyInto(LinkKind.Weighed)) continue;
            if (factors.FirstOrDefault(links.IsLeaf) is not { } weight || inner.Leaves.Contains(links.Key(weight))) continue;

            // A bilinear form x·(A y) is no layer, nor is a polynomial by Horner's rule; a layer has a bias, or gives a vector.
            var outer = new LinearStep(facts, links).ReadOn(product);
            if (outer.Terms < 2 || outer.Has(inner) || !inner.HasBias && !outer.IsVector || found.Exists(outer.Overlaps)) continue;
            found.Add(outer);
            yield return new LinearPair(inner.Top, product);
        }
    }
}
