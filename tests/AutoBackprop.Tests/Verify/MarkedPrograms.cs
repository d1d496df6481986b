using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoBackprop.Tests;

/// <summary>The C# of the tests of the analyzers, with its marks, as their attributes and tables hold it.</summary>
internal static partial class MarkedPrograms
{
    /// <summary>Members of a static partial class, each with the test class that it is from.</summary>
    public static IReadOnlyList<(Type Test, string Members)> All { get; } =
    [
        .. from type in typeof(MarkedPrograms).Assembly.GetTypes()
           where type.Namespace == typeof(MarkedPrograms).Namespace && type.Name.EndsWith("Tests", StringComparison.Ordinal) && !type.Name.EndsWith("FixTests", StringComparison.Ordinal)
           from text in Attributes(type).Concat(Tables(type))
           where Mark().IsMatch(text) || text.Contains("[Differentiable", StringComparison.Ordinal) || text.StartsWith("static ", StringComparison.Ordinal)
           select (type, text),
    ];

    /// <summary>A whole file of it, the marks left out.</summary>
    public static string Program(string members)
    {
        var code = Markup.Parse(members).Code;
        if (code.Contains("class Model", StringComparison.Ordinal)) return code;
        if (!code.Contains("[Differentiable", StringComparison.Ordinal)) code = "[Differentiable] " + code;
        return $"using System; using AutoBackprop;\nstatic partial class Model\n{{\n    {code}\n}}\n";
    }

    /// <summary>The ids that are marked.</summary>
    public static IEnumerable<string> Ids(string members) => Mark().Matches(members).Select(m => m.Groups["id"].Value).Distinct();

    private static IEnumerable<string> Attributes(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        from attribute in method.GetCustomAttributesData()
        where attribute.AttributeType == typeof(InlineDataAttribute)
        from argument in (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!
        where argument.Value is string
        select (string)argument.Value!;

    private static IEnumerable<string> Tables(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where typeof(IEnumerable<object[]>).IsAssignableFrom(property.PropertyType) && property.PropertyType.GenericTypeArguments is [.., var last] && last == typeof(string)
        from row in (IEnumerable<object[]>)property.GetValue(null)!
        from text in row.OfType<string>()
        select text;

    [GeneratedRegex(@"\{\|(?<id>AB\d{4}):")]
    private static partial Regex Mark();
}
