using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text;
using Digits;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected) AnsiConsole.Profile.Capabilities.Ansi = false;

var data = new Option<string?>("--data") { Description =
    "A folder with optdigits.tra and optdigits.tes, or the IDX files of MNIST, or folders optdigits and mnist with these. Without it the data are two spirals." };
var set = new Option<string?>("--set") { Description = "Just this set: spirals, optdigits or mnist. Default: all that --data has." };
var page = new Option<string>("--page") { Description = "The folder for the page of each set, digits-SET.svg.",
    DefaultValueFactory = _ => "." };
var hidden = new Option<int[]>("--hidden") { Description = "Units of the first hidden layer, and of the second.",
    Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
var epochs = Positive<int>("--epochs", "How often to go through the training examples.");
var batch = Positive<int>("--batch", "Examples per step.");
var rate = Positive<double>("--rate", "The learning rate.");
var decay = NotNegative("--decay", "The part of each weight that is lost per step, per learning rate.");
var shift = NotNegative("--shift", "By how many pixels pictures are moved at most, at random, in training.");
var clip = Positive<double>("--clip", "The largest norm of a gradient.");
var optimizer = new Option<string>("--optimizer") { Description = "adam or sgd.", DefaultValueFactory = _ => "adam" };
var seed = new Option<int>("--seed") { Description = "Of the first weights, the order of the examples, and the spirals.",
    DefaultValueFactory = _ => 1 };
set.AcceptOnlyFromAmong(DataFolder.Sets);
optimizer.AcceptOnlyFromAmong(Settings.Optimizers);
hidden.Validators.Add(result =>
{
    if (result.Tokens.Any(token => !int.TryParse(token.Value, out var units) || units <= 0))
        result.AddError("--hidden takes one or two positive numbers.");
});

var command = new RootCommand("Trains a network with one or two hidden layers, with a gradient written by the compiler.")
    { data, set, page, hidden, epochs, batch, rate, decay, shift, clip, optimizer, seed };
command.SetAction(arguments =>
{
    try
    {
        var folder = arguments.GetValue(page)!;
        if (!Directory.Exists(folder)) throw new BadDataException($"The folder {folder} for the page does not exist.");

        foreach (var problem in Problems(arguments.GetValue(data), arguments.GetValue(set), arguments.GetValue(seed)))
            Learn(problem, Chosen(arguments, problem.Defaults), Path.Combine(folder, $"digits-{problem.Name}.svg"));
        return 0;
    }
    catch (Exception e) when (e is BadDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

static Problem[] Problems(string? folder, string? set, int seed) => (folder, set) switch
{
    (_, "spirals") or (null, null) => [Spirals.Make(seed)],
    (null, _) => throw new BadDataException($"--set {set} needs --data."),
    _ => DataFolder.Load(folder, set),
};

Settings Chosen(ParseResult arguments, Defaults defaults) => new(
    arguments.GetValue(hidden) is { Length: > 0 } units ? units : defaults.Hidden,
    arguments.GetValue(epochs) ?? defaults.Epochs, arguments.GetValue(batch) ?? defaults.Batch,
    arguments.GetValue(optimizer)!, arguments.GetValue(rate)
        ?? (arguments.GetValue(optimizer) == "sgd" ? 10 * defaults.Rate : defaults.Rate),
    arguments.GetValue(decay) ?? defaults.Decay, arguments.GetValue(shift) ?? defaults.Shift, arguments.GetValue(clip)
        ?? 5, arguments.GetValue(seed));

static void Learn(Problem problem, Settings settings, string path)
{
    var training = new Training(problem, settings);
    AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(problem.Title)}[/]").LeftJustified());
    Console.WriteLine($"{string.Join("-", training.Net.Layers)}: {training.Net.Weights:n0} weights, {problem.Training.Count:n0} examples");
    Console.WriteLine(settings);

    var done = TrainingDisplay.Follow(training.Epochs(), settings.Epochs, problem.WatchedName);
    var run = new Run(problem, settings, training.Net, done, new Evaluation(training.Net).Of(problem.Test), training.Seconds);
    Summary.Print(run);
    Page.Save(run, path);
    Console.WriteLine($"Curves and pictures: {path}");
    Console.WriteLine();
}

static Option<T?> Positive<T>(string name, string description) where T : struct, INumber<T> =>
    Checked<T>(name, description, value => value > T.Zero && T.IsFinite(value), "must be positive");

static Option<double?> NotNegative(string name, string description) =>
    Checked<double>(name, description, value => value >= 0 && double.IsFinite(value), "must not be negative");

static Option<T?> Checked<T>(string name, string description, Func<T, bool> isRight, string complaint) where T : struct
{
    var option = new Option<T?>(name) { Description = description };
    option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T?>() is { } value && !isRight(value)) result.AddError($"{name} {complaint}.");
    });
    return option;
}
