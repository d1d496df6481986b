using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>The Zoo once more, compiled in memory, with the IR of each method and the means to run it.</summary>
internal sealed class ZooBuild
{
    public static readonly IReadOnlyList<string> Sources =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests/AutoBackprop.Tests/Zoo"), "Zoo*.cs").Where(f => Path.GetFileName(f) is "Zoo.cs" || f.Contains("Zoo.")).Order().Select(File.ReadAllText)];

    private static readonly Lazy<ZooBuild> Shared = new(() => new());

    private readonly Dictionary<string, (Model Model, Evaluators Evaluators)> _models = [];

    private ZooBuild()
    {
        foreach (var (method, lowered) in Compiled.From(Sources).Methods)
        {
            if (lowered.Model is not { Body: not null } model) throw new InvalidOperationException($"{method.Name} is refused: {string.Join(", ", lowered.Rejections)}");
            if (!method.ContainingType.IsGenericType) _models.Add(NameOf(method), (model, new Evaluators(model, _models.Count)));
        }
        var assembly = Compiled.From([.. Sources, .. _models.Values.Select(m => m.Evaluators.Source)], strict: false).Assembly;
        foreach (var (_, evaluators) in _models.Values) evaluators.Bind(assembly);
    }

    public static Model ModelOf(string name) => Shared.Value._models[name].Model;

    public static Interpreter Interpreter(string name) =>
        new(ModelOf(name).Callees.ToDictionary(c => c.Name), Shared.Value._models[name].Evaluators);

    private static string NameOf(IMethodSymbol method) =>
        $"{method.ContainingType.Name}.{method.Name}({string.Join(", ", method.Parameters.Select(p => p.Type.IsTupleType ? "ValueTuple" : p.Type.MetadataName))})";
}
