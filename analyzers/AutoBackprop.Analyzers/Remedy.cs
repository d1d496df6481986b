using System.Collections.Immutable;
using AutoBackprop.Core;

namespace AutoBackprop.Analyzers;

/// <summary>What a fix must know of an activation or a loss to write another one in its place.</summary>
internal static class Remedy
{
    /// <summary>Properties: what may stand here (<see cref="UnitPlace"/>), what it is applied to, and the activation that the user
    /// prefers.</summary>
    internal const string Place = "place", Argument = "argument", Preferred = "preferred";

    /// <summary>Properties of a loss: the form of the output, its logit and its target as numbers, and as whole arrays.</summary>
    internal const string Output = "output", Target = "target", Logits = "logits", Targets = "targets";

    public static ImmutableDictionary<string, string?> Of(Subject subject, Activation activation, UnitPlace place, params Expr[] evidence)
    {
        var quotation = new Quotation(subject, activation.Value, subject.Frame(activation.Value, evidence));
        return Subject.Properties((Place, place.ToString()), (Argument, quotation.Of(activation.Form.Argument)),
            (Preferred, subject.Option("hidden_activation")), (Quotation.SinceProperty, quotation.Since));
    }

    public static ImmutableDictionary<string, string?> Of(Subject subject, Form loss, Form output, Expr target)
    {
        var quotation = new Quotation(subject, loss.Value, subject.Frame(loss.Value, [output.Value]));
        return Subject.Properties((Output, output.Row.Name), (Argument, quotation.Of(output.Argument)), (Target, quotation.Of(target)),
            (Logits, quotation.OfArray(output.Argument, output.Parts)), (Targets, quotation.OfArray(target, [])),
                (Quotation.SinceProperty, quotation.Since));
    }
}
