using System.Runtime.CompilerServices;
using AutoBackprop.Core;
using AutoBackprop.Generator;

namespace AutoBackprop.Analyzers;

/// <summary>The normalised body of a [Differentiable] method, the facts about it, and where its values come from in the source.
/// Computed once for all analyzers, and kept as long as what was lowered.</summary>
public sealed class MethodFacts
{
    private static readonly ConditionalWeakTable<Lowered, MethodFacts> Known = new();

    private Method? _unedited;

    private MethodFacts(Lowered lowered)
    {
        var (method, origins) = lowered.Origins!.Normalised(lowered.Model!.Body!);
        (Model, Facts, Origins) = (lowered.Model, new Facts(StructuredRules.Expand(method, origins.NoteExpansion)), origins);
    }

    public Model Model { get; }

    /// <summary>The body to ask the compiler's passes about.</summary>
    public Method Unedited => _unedited ??= Analyzers.Unedited.Of(Model);
    public Facts Facts { get; }
    public Origins Origins { get; }

    /// <summary>Null for a method that was refused.</summary>
    public static MethodFacts? Of(Lowered lowered) =>
        lowered is { Model.Body: not null, Origins: not null } ? Known.GetValue(lowered, static l => new MethodFacts(l)) : null;
}
