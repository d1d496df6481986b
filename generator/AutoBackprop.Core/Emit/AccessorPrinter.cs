namespace AutoBackprop.Core;

/// <summary>Accessors of private members, as C#: the runtime binds them, without reflection.</summary>
public static class AccessorPrinter
{
    private const string Attribute = "global::System.Runtime.CompilerServices.UnsafeAccessor";

    public static void Write(CodeWriter writer, Model model)
    {
        foreach (var accessor in model.Accessors)
        {
            writer.Line();
            Write(writer, accessor);
        }
    }

    private static void Write(CodeWriter writer, Accessor accessor)
    {
        var isField = accessor.Kind is AccessorKind.Field or AccessorKind.StaticField;
        var name = accessor.IsOfStruct ? accessor.Name + "_" : accessor.Name;
        List<string> parameters = [$"{(accessor.IsOfStruct ? "ref " : "")}{accessor.Owner} of",
            .. accessor.Parameters.Select((p, i) => $"{p} p{i}")];
        writer.Line($"[{Attribute}({Attribute}Kind.{accessor.Kind}, Name = {CSharp.Quoted(accessor.Member)})]");
        writer.Line($"private static extern {(isField ? "ref " : "")}{accessor.Type} {name}({string.Join(", ", parameters)});");
        if (!accessor.IsOfStruct) return;
        writer.Line();
        var given = string.Concat(accessor.Parameters.Select((p,
            i) => $", {(p.IndexOf(' ') is > 0 and var space && p.Substring(0, space) is "ref" or "out" or "in" ? p.Substring(0, p.IndexOf(' ') + 1) : "")}p{i}"));
        writer.Line($"private static {accessor.Type} {accessor.Name}({accessor.Owner} of{string.Concat(parameters.Skip(1).Select(p => ", " + p))}) => {name}(ref of{given});");
    }
}
