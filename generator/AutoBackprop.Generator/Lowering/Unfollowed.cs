using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>Calls that a member which is asked for cannot follow, though a gradient can.</summary>
internal static class Unfollowed
{
    /// <param name="name">Where the method is named.</param>
    public static IEnumerable<Rejection> In(LoweredBody body, Derivatives wanted, Location name)
    {
        foreach (var member in Core.Member.In(wanted))
            foreach (var (call, descriptor) in member.Order > 1 ? Second(body.Method) : member.IsForward ? Core.Forward.Unknown(body.Method).Select(c => (c, Descriptors.NoTangent)) : [])
                yield return body.Shown(new Rejection(descriptor, body.Origins.Of(call)?.Path[0].GetLocation() ?? name, Plain(call.Callee.Name), $"Derivatives.{member.Kind}"));
    }

    private static IEnumerable<(Call, DiagnosticDescriptor)> Second(Method method) =>
        method.Body.AllSteps().OfType<Call>().Where(c => StructuredRules.Of(c.Callee, c.Args.Count) ?.Fits is null).Select(c => (c, Descriptors.NoSecond));

    private static string Plain(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
