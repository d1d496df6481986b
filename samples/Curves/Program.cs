using System.CommandLine;
using System.Globalization;
using System.Text;
using Curves;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected) AnsiConsole.Profile.Capabilities.Ansi = false;

double[] truth = [2, 0.3, 4, 0.5, 0.7];
var file = new Option<string?>("--data") { Description =
    "A file with a time and a value per line, with a comma between them. Without it the data are made." };
var picture = new Option<string>("--picture") { Description = "The SVG of the fit.", DefaultValueFactory = _ => "curves.svg" };
var seed = new Option<int>("--seed") { Description = "Of the noise of data that are made.", DefaultValueFactory = _ => 1 };
var level = new Option<double>("--level") { Description = "Of the confidence band.", DefaultValueFactory = _ => 0.95 };
var start = new Option<double[]>("--start")
{
    Description = "Where to begin: a, λ, ω, φ and c.", Arity = new ArgumentArity(5, 5), AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [1, 0.2, 4.1, 0, 0.5],
};
level.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (> 0 and < 1)) result.AddError("--level lies between 0 and 1.");
});

var command = new RootCommand("Fits a ringing to measurements, by four minimisers, on derivatives written by the compiler.") { file,
    picture, seed, level, start };
command.SetAction(arguments =>
{
    try
    {
        var path = arguments.GetValue(picture)!;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new InvalidDataException($"The folder {folder} for the picture does not exist.");
        var data = arguments.GetValue(file) is { } given
            ? Measurements.Read(given) : Measurements.Made(truth, 200, 0.15, arguments.GetValue(seed));
        var fits = Report.Follow(data, arguments.GetValue(start)!);
        if (fits.Count == 0) throw new InvalidDataException("No minimiser got anywhere; --start nearer to the curve may help.");
        var best = fits.MinBy(f => f.Misfit)!;
        var confidence = new Confidence(best, data, arguments.GetValue(level));
        Report.Print(best, confidence, arguments.GetValue(file) is null ? truth : null);
        Picture.Save(best, data, confidence, arguments.GetValue(level), path);
        Console.WriteLine($"Picture: {path}");
        return 0;
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
