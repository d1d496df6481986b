using System.Reflection;
using System.Text;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Runs the C# that the IR of a method quotes: it is collected from the IR, and compiled into the type that it comes from.</summary>
internal sealed class Evaluators
{
    private readonly Dictionary<string, string> _bodies = [];
    private readonly Dictionary<string, Func<object?[], object?>> _methods = [];
    private readonly Dictionary<Expr, Func<object?[], object?>> _ofExpressions = new(ReferenceEqualityComparer.Instance);
    private readonly string _name;
    private readonly Model _model;
    private Type? _type;

    public Evaluators(Model model, int number)
    {
        (_model, _name) = (model, $"Evaluators{number}");
        foreach (var method in model.Callees.Append(model.Body!)) Collect(method);
    }

    /// <summary>To be compiled beside the type.</summary>
    public string Source
    {
        get
        {
            var text = new StringBuilder();
            text.AppendLine("#pragma warning disable"); // a result may be null
            if (_model.Namespace.Length > 0) text.AppendLine($"namespace {_model.Namespace};");
            foreach (var type in _model.Types) text.AppendLine($"{type} {{");
            text.AppendLine($"internal static class {_name} {{");
            var number = 0;
            foreach (var body in _bodies.Values) text.AppendLine($"internal static object E{number++}(object[] a) {{ {body} }}");
            return text.Append('}', _model.Types.Count + 1).ToString();
        }
    }

    public void Bind(Assembly assembly)
    {
        _type = assembly.GetTypes().Single(t => t.Name == _name);
        foreach (var (i, key) in _bodies.Keys.Index())
            _methods.Add(key, _type.GetMethod($"E{i}", BindingFlags.Static | BindingFlags.NonPublic)!
                .CreateDelegate<Func<object?[], object?>>());
    }

    public object? Evaluate(Expr expr, object?[] args)
    {
        if (expr is Opaque { Text: var text } && text == Opaque.Hole(0)) return args[0];
        if (!_ofExpressions.TryGetValue(expr, out var method)) _ofExpressions.Add(expr, method = _methods[Key(expr)]);
        return method([.. args.Select((a, i) => Own(a is Window window ? window.ToArray(Held(expr.Children().ElementAt(i))) : a))]);
    }

    public Lane[] Call(Core.Call call, Lane[] args)
    {
        var callee = call.Callee;
        if (HandsMemory(call)) return callee.Sweep == Sweep.Backward ? throw new NotSupportedException(callee.Name) : new MemoryCall(call, a => Invoke(Key(call), a)).Run(args);
        object?[] values = [.. args.Select(a => a.Value)];
        if (callee.Sweep == Sweep.Backward) return [.. ((object[])Invoke(Key(callee), values)!).Select(v => new Lane(v))];
        // The tangent of a hand-written rule is its own business.
        var gradient = (object[])Invoke(Key(callee with { Sweep = Sweep.Backward }), [.. values, callee.ResultTypes[0].Kind == Kind.Float ? 1f : 1.0])!;
        var active = args.Where((_, i) => callee.IsActive[i]).ToList();
        return [Lane.Of(Invoke(Key(callee), values), active.Select((a, i) => a.Tangent * Convert.ToDouble(gradient[i])).Sum())];
    }

    private object? Invoke(string key, object?[] args) => _methods[key]([.. args.Select(Own)]);

    // A struct may come from another build of its assembly.
    private object? Own(object? value)
    {
        if (value is null or double or int or bool or float or Array || !MethodCase.IsTuple(value.GetType())
            || _type!.Assembly.GetType(value.GetType().FullName!) is not { } type || type == value.GetType()) return value;
        var leaves = MethodCase.Leaves(value).GetEnumerator();
        return MethodCase.Build(type, _ => leaves.MoveNext() ? leaves.Current : throw new InvalidOperationException());
    }

    private static bool HandsMemory(Core.Call call) => call.Args.Any(a => a.Type.IsArray);

    // The memory that quoted code may only read.
    private static IrType Held(Expr given) => given is Opaque { Type.Name: Opaque.Memory, Args: [var memory] } ? memory.Type : given.Type;

    private void Collect(Method method)
    {
        foreach (var step in method.Body.AllSteps())
        {
            foreach (var expr in step.Reads().Concat(step.Blocks().SelectMany(b => b.AtEnd))) Collect(expr, isStatement: step is Execute);
            if (step is not Core.Call { Callee: { IsOurs: false } callee } call) continue;
            var parameters = string.Join(", ", call.Args.Select((a, i) => Argument(a.Type, i)));
            _bodies[HandsMemory(call) ? Key(call) : Key(callee)] = callee.ResultTypes.Count == 0 ? $"{callee.Name}({parameters}); return null!;" : $"return {callee.Name}({parameters});";
            if (HandsMemory(call)) continue;
            var active = call.Args.Where((_, i) => callee.IsActive[i]).ToList();
            _bodies[Key(callee with { Sweep = Sweep.Backward })] = string.Concat(active.Select((a, i) => $"{a.Type} g{i} = 0; "))
                + $"{callee.Backward}({parameters}, {Argument(callee.ResultTypes[0], call.Args.Count)}{string.Concat(active.Select((_, i) => $", ref g{i}"))}); "
                + $"return new object[] {{ {string.Join(", ", active.Select((_, i) => $"g{i}"))} }};";
        }
        foreach (var result in method.Results) Collect(result, false);
    }

    private void Collect(Expr expr, bool isStatement)
    {
        foreach (var child in expr.Children()) Collect(child, false);
        var text = expr switch
        {
            Opaque o when o.Text != Opaque.Hole(0) => Fill(o),
            Apply { Op: "Cast", Type.Kind: Kind.Other } a => $"unchecked(({a.Type.Name}){Argument(a.Args[0].Type, 0)})",
            _ => null,
        };
        if (text is not null) _bodies[Key(expr)] = isStatement ? $"{text}; return null!;" : $"return {text};";
    }

    private static string Fill(Opaque opaque)
    {
        var text = opaque.Text;
        for (var i = 0; i < opaque.Args.Count; i++) text = text.Replace(Opaque.Hole(i), Argument(Held(opaque.Args[i]), i));
        return text;
    }

    private static string Argument(IrType type, int i) => type.IsArray && !type.IsManagedArray ? $"(({type.Name})({type.Element!.Name}[])a[{i}])" : $"(({(type.Name.Length == 0 ? "double" : type.Name)})(dynamic)a[{i}])";

    private static string Key(Expr expr) => expr switch
    {
        Opaque o => $"{o.Text} {string.Join(" ", o.Args.Select(a => a.Type.Name))}",
        Apply a => $"({a.Type.Name}) {a.Args[0].Type.Name}",
        _ => throw new NotSupportedException(expr.ToString()),
    };

    // Overloads differ in what they take.
    private static string Key(Core.Call call) => $"{call.Callee.Name}({string.Join(", ", call.Args.Select(a => a.Type.Name))})";

    private static string Key(Callee callee) => $"{callee.Sweep == Sweep.Backward} {callee.Name}";
}
