using AutoBackprop.Core;
using Microsoft.CodeAnalysis;

namespace AutoBackprop.Tests;

/// <summary>The zoos with arrays once more, compiled in memory with gradients that nothing has optimised, or that are split into many
/// small methods and compiled for a debugger, with the IR of each method and the means to run it.</summary>
internal sealed class ArrayBuild
{
    private const int VerySmall = 12;

    private static readonly Lazy<ArrayBuild> Doubles = new(() => new(Sources, m => GradientFile.Write(m, optimised: false)));
    private static readonly Lazy<ArrayBuild> Singles = new(() => new([.. Sources.Select(ArrayFloatTests.Float)], m => GradientFile.Write(m, optimised: false)));
    private static readonly Lazy<ArrayBuild> Parts = new(() => new(Sources, m => GradientFile.Write(m, most: VerySmall), OptimizationLevel.Debug));

    private readonly Dictionary<string, (Model Model, Evaluators Evaluators)> _models = [];
    private readonly System.Reflection.Assembly _assembly;

    private ArrayBuild(IReadOnlyList<string> sources, Func<Model, string> gradient, OptimizationLevel level = OptimizationLevel.Release)
    {
        foreach (var (method, lowered) in Compiled.From(sources, strict: false).Methods)
        {
            if (lowered.Model is not { Body: not null } model) throw new InvalidOperationException($"{method.Name} is refused: {string.Join(", ", lowered.Rejections)}");
            _models.Add($"{method.ContainingType.Name}.{method.Name}", (model, new Evaluators(model, _models.Count)));
        }
        _assembly = Compiled.From(
            [.. sources, .. _models.Values.Select(m => m.Evaluators.Source), .. _models.Values.Select(m => gradient(m.Model))],
            level, generate: false, strict: false).Assembly;
        foreach (var (_, evaluators) in _models.Values) evaluators.Bind(_assembly);
    }

    public static IReadOnlyList<string> Sources => [.. from pattern in (string[])["ArrayZoo.*.cs", "AggregateZoo.*cs"]
                                                       from file in Directory.GetFiles(Repository.PathTo("tests", "AutoBackprop.Tests", "Arrays"), pattern).Order()
                                                       select File.ReadAllText(file)];

    public static ArrayBuild Of(bool single) => (single ? Singles : Doubles).Value;

    /// <summary>Gradients in which almost every loop is a method of its own, and nothing is optimised after us.</summary>
    public static ArrayBuild OfParts => Parts.Value;

    public Type AggregateZoo => Zoo(typeof(AggregateZoo));

    public Model Model(Type zoo, string name) => _models[$"{zoo.Name}.{name}"].Model;

    public Interpreter Interpreter(Type zoo, string name) => new(Model(zoo, name).Callees.ToDictionary(c => c.Name), _models[$"{zoo.Name}.{name}"].Evaluators);

    /// <summary>A generated method of this build.</summary>
    public T Plain<T>(string name) where T : Delegate => Zoo(typeof(ArrayZoo))
        .GetMethod(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.CreateDelegate<T>();

    private Type Zoo(Type zoo) => _assembly.GetType(zoo.FullName!)!;
}
