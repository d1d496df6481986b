using System.CodeDom.Compiler;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AutoBackprop;

/// <summary>A method with <see cref="DifferentiableAttribute"/> and the members that were generated for it.</summary>
[RequiresUnreferencedCode(Reflected.Trimmed), RequiresDynamicCode(Reflected.Compiled)]
internal sealed class DifferentiableMethod
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private static readonly Type[] Reals = [typeof(double), typeof(float)];

    private DifferentiableMethod(MethodInfo method, MemberInfo declared, DifferentiableAttribute attribute)
    {
        var type = method.DeclaringType!;
        var name = method.Name[(method.IsSpecialName ? method.Name.IndexOf('_') + 1 : 0)..];
        (Method, Title, Samples) = (method, $"{type.FullName?.Replace('+', '.')}.{declared.Name}", declared.GetCustomAttribute<SampleInputsAttribute>());
        Result = method.ReturnType == typeof(void) ? null : method.ReturnType;
        var isThisActive = attribute.Of is null
            && (attribute.Receiver == Receiver.Active || attribute.Receiver == Receiver.Default && type.IsValueType);
        var parameters = method.GetParameters();
        Parameters = [.. method.IsStatic ? [] : new[] { FlatParameter.This(type, isThisActive) },
            .. parameters.Select(p => new FlatParameter(p, attribute.Of?.Contains(p.Name!) ?? true))];
        Unfit = type.ContainsGenericParameters ? "its type is generic; check a closed one"
            : attribute.Of?.Any(o => parameters.All(p => p.Name != o)) == true ? "members of the object are differentiated one by one" : null;
        Members = Unfit is not null ? [] : Enum.GetValues<Derivatives>()
            .Select(d => (Kind: d, Member: Member(type, (attribute.Name ?? name) + d, d)))
            .Where(m => m.Member is not null).ToDictionary(m => m.Kind, m => m.Member!);
        if (Unfit is null && Members.Count == 0)
            Unfit = type.GetMethods(Own).Any(m => m.Name.StartsWith(attribute.Name ?? name, StringComparison.Ordinal) && IsRefused(m))
                ? "it cannot be differentiated; the build says why" : "nothing was generated for it";
    }

    public MethodInfo Method { get; }

    /// <summary>Type and name.</summary>
    public string Title { get; }

    public SampleInputsAttribute? Samples { get; }

    /// <summary>The object of an instance method is the first.</summary>
    public IReadOnlyList<FlatParameter> Parameters { get; }

    /// <summary>None of a method that returns nothing.</summary>
    public Type? Result { get; }

    public Dictionary<Derivatives, MethodInfo> Members { get; }

    /// <summary>Why it cannot be checked.</summary>
    public string? Unfit { get; }

    /// <summary>Those that a type declares, in order; generic ones for double and for float.</summary>
    public static IEnumerable<DifferentiableMethod> In(Type type) =>
        from declared in type.GetMembers(Own).OrderBy(m => m.MetadataToken)
        where declared is MethodInfo or PropertyInfo
        from attribute in declared.GetCustomAttributes<DifferentiableAttribute>()
        let method = declared as MethodInfo ?? ((PropertyInfo)declared).GetMethod!
        from closed in method.IsGenericMethodDefinition ? Closed(method) : [method]
        select new DifferentiableMethod(closed, declared, attribute);

    private static IEnumerable<MethodInfo> Closed(MethodInfo method)
    {
        foreach (var real in Reals)
        {
            MethodInfo? closed = null;
            try { closed = method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => real)]); }
            catch (ArgumentException) { } // the constraint is not about numbers
            if (closed is not null) yield return closed;
        }
    }

    private MethodInfo? Member(Type type, string name, Derivatives kind) => type.GetMethods(Own)
        .Where(m => m.Name == name && !m.IsGenericMethodDefinition
            && m.IsDefined(typeof(GeneratedCodeAttribute)) && !IsRefused(m))
        .OrderBy(m => m.MetadataToken).FirstOrDefault(m => Fits(m, kind));

    private static bool IsRefused(MethodInfo member) => member.GetCustomAttribute<GeneratedCodeAttribute>() is { Version: "refused" };

    /// <summary>It takes what the method takes, and as much more as the contract says.</summary>
    private bool Fits(MethodInfo member, Derivatives kind)
    {
        List<Type> types = [.. member.GetParameters().Select(p => p.ParameterType)];
        List<Type> given = [.. Method.GetParameters().Select(p => p.ParameterType)];
        int active = Parameters.Count(p => p.IsActive), inputs = Parameters.Count(p => p.IsInput);
        var destinations = Parameters.Count(p => p is { IsInput: true, IsReturned: false });
        var more = types.Count - given.Count;
        var isEnough = kind switch
        {
            Derivatives.Gradient => more == destinations,
            Derivatives.Backward => more == active + (Result is { } result && Numbers.HasActive(result) ? 1 : 0),
            Derivatives.Tangent => more == active,
            Derivatives.HessianVector => more == inputs + 2 * destinations,
            Derivatives.Hessian => more == 1,
            Derivatives.Jacobian => more <= inputs,
            _ => more == 0,
        };
        // Tangents stand among the parameters.
        if (kind != Derivatives.Tangent) return isEnough && types.Take(given.Count).SequenceEqual(given);
        var at = 0;
        foreach (var type in types)
            if (at < given.Count && type == given[at]) at++;
        return isEnough && at == given.Count;
    }
}
