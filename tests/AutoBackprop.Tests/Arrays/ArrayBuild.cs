using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>The array zoo once more, compiled in memory with gradients that nothing has optimised, with the IR of each method
/// and the means to run it.</summary>
internal sealed class ArrayBuild
{
    private static readonly Lazy<ArrayBuild> Doubles = new(() => new(Sources));
    private static readonly Lazy<ArrayBuild> Singles = new(() => new([.. Sources.Select(ArrayFloatTests.Float)]));

    private readonly Dictionary<string, (Model Model, Evaluators Evaluators)> _models = [];
    private readonly System.Reflection.Assembly _assembly;

    private ArrayBuild(IReadOnlyList<string> sources)
    {
        foreach (var (method, lowered) in Compiled.From(sources, strict: false).Methods)
        {
            if (lowered.Model is not { Body: not null } model) throw new InvalidOperationException($"{method.Name} is refused: {string.Join(", ", lowered.Rejections)}");
            _models.Add(method.Name, (model, new Evaluators(model, _models.Count)));
        }
        _assembly = Compiled.From(
            [.. sources, .. _models.Values.Select(m => m.Evaluators.Source), .. _models.Values.Select(m => GradientFile.Write(m.Model, optimised: false))],
            generate: false, strict: false).Assembly;
        foreach (var (_, evaluators) in _models.Values) evaluators.Bind(_assembly);
    }

    private static IReadOnlyList<string> Sources =>
        [.. Directory.GetFiles(Repository.PathTo("tests", "AutoBackprop.Tests", "Arrays"), "ArrayZoo.*.cs").Order().Select(File.ReadAllText)];

    public static ArrayBuild Of(bool single) => (single ? Singles : Doubles).Value;

    public Method Body(string name) => _models[name].Model.Body!;

    public Interpreter Interpreter(string name) => new(_models[name].Model.Callees.ToDictionary(c => c.Name), _models[name].Evaluators);

    /// <summary>A generated method that nothing has optimised.</summary>
    public T Plain<T>(string name) where T : Delegate => _assembly.GetType(typeof(ArrayZoo).FullName!)!
        .GetMethod(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.CreateDelegate<T>();
}
