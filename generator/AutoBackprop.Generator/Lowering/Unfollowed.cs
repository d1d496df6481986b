using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>What a member which is asked for cannot follow, though a gradient can.</summary>
internal static class Unfollowed
{
    /// <param name="name">Where the method is named.</param>
    public static IEnumerable<(Derivatives Member, Rejection Why)> In(LoweredBody body, IEnumerable<LoweredBody> callees, Model asked,
        Location name)
    {
        foreach (var member in Core.Member.In(asked.Wanted).OfType<MatrixMember>()
            .Where(_ => asked.Parameters.SelectMany(p => p.Shape.Leaves)
            .Any(l => l.Numbers.Count > 0 && l.Type is not { Rank: 1, Element.IsArray: false })))
            yield return (member.Kind, Rejection.Unsupported(name,
                $"An array of several dimensions of structs, in a method that asks for Derivatives.{member.Kind},"));
        foreach (var member in Core.Member.In(asked.Wanted).Where(m => m.IsRepeated(m.Arranged(body.Method, asked))))
            foreach (var (from, step) in callees.Prepend(body).SelectMany(b => Rounds.Once(b.Method).Select(s => (b, s))))
                yield return (member.Kind,
                    from.Shown(new Rejection(Descriptors.Unsupported, from.Origins.Of(step)?.Path[0].GetLocation() ?? name,
                    $"What may act beside its value, in a method that runs once per column of Derivatives.{member.Kind},", "")));
        foreach (var member in Core.Member.In(asked.Wanted).Where(m => m.IsForward(m.Arranged(body.Method, asked))))
            foreach (var (from, call) in member.Order > 1 ? Second(body.Method).Select(c => (body, c))
                : callees.Prepend(body).SelectMany(b => Core.Forward.Unknown(b.Method).Select(c => (b, c))))
                yield return (member.Kind, from.Shown(new Rejection(member.Order > 1 ? Descriptors.NoSecond : Descriptors.NoTangent,
                    from.Origins.Of(call)?.Path[0].GetLocation() ?? name, Plain(call.Callee.Name), $"Derivatives.{member.Kind}")));
    }

    // What calls itself does so by a call of its own first.
    private static IEnumerable<Call> Second(Method method) =>
        method.Body.AllSteps().OfType<Call>().Where(c => StructuredRules.Of(c.Callee, c.Args.Count)?.Fits is null);

    private static string Plain(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
