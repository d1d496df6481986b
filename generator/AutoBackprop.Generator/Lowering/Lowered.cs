using AutoBackprop.Core;

namespace AutoBackprop.Generator;

/// <summary>What lowering makes of a [Differentiable] method: the model for the generator, the rejections for the analyzers.</summary>
/// <param name="Model">Null when not even a signature can be given.</param>
public sealed record Lowered(Model? Model, IReadOnlyList<Rejection> Rejections)
{
    /// <summary>Where the values of the model's body come from; null where there is no body.</summary>
    public Origins? Origins { get; init; }

    /// <summary>The same generic method for another type.</summary>
    public Lowered? Other { get; init; }

    /// <summary>One for each type that a generic method is generated for.</summary>
    public IEnumerable<Model> Models => (Other?.Models ?? []).Prepend(Model!).Where(m => m is not null);
}
