using System.CommandLine;
using System.Globalization;
using System.Text;
using Curves;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected) AnsiConsole.Profile.Capabilities.Ansi = false;

var points = new Option<int>("--points") { Description = "How many points are measured.", DefaultValueFactory = _ => 60 };
var noise = new Option<double>("--noise") { Description = "Standard deviation of the noise.", DefaultValueFactory = _ => 0.15 };
var seed = new Option<int>("--seed") { Description = "Of the noise.", DefaultValueFactory = _ => 1 };
var picture = new Option<string>("--picture") { Description = "The file for the picture, an SVG.", DefaultValueFactory = _ => "curves.svg" };
points.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() <= Ringing.Names.Length) result.AddError($"--points must be more than {Ringing.Names.Length}.");
});
noise.Validators.Add(result =>
{
    if (!(result.GetValueOrDefault<double>() >= 0)) result.AddError("--noise must not be negative.");
});

var command = new RootCommand("Fits a curve with four minimisers of MathNet.Numerics on gradients, Jacobians and Hessians written by the compiler.")
    { points, noise, seed, picture };
command.SetAction(arguments =>
{
    var path = arguments.GetValue(picture)!;
    if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
    {
        Console.Error.WriteLine($"The folder {folder} for the picture does not exist.");
        return 1;
    }

    var data = Measurements.Make(arguments.GetValue(points), arguments.GetValue(noise), arguments.GetValue(seed));
    var fits = Fits(data);
    Print(fits);

    var best = fits.MinBy(f => f.Misfit)!;
    var band = Confidence.Of(best, data);
    Print(best, band, data);
    Picture.Save(best, band, data, path);
    Console.WriteLine($"Points, fit and band: {path}");
    return 0;
});
return command.Parse(args).Invoke();

static List<Fit> Fits(Measurements data) => AnsiConsole.Status().Start("fitting", context =>
    new Fitting(data, [1.5, 2.0, 1.0, 0.0, 0.0], (method, misfit) => context.Status($"{method}: misfit {misfit:g6}")).All().ToList());

static void Print(List<Fit> fits)
{
    var table = new Table().AddColumns("minimiser", "misfit", "steps", "evaluations", "time");
    foreach (var f in fits) table.AddRow(f.Method, $"{f.Misfit:f6}", $"{f.Steps}", $"{f.Evaluations}", $"{f.Time.TotalMilliseconds:f1} ms");
    AnsiConsole.Write(table);
}

static void Print(Fit fit, Confidence band, Measurements data)
{
    var table = new Table().AddColumns("parameter", $"{fit.Method}", "±", "true");
    foreach (var (name, i) in Ringing.Names.Select((name, i) => (name, i)))
        table.AddRow(name, $"{fit.Parameters[i]:f4}", $"{band.Deviations[i]:f4}", $"{data.Truth[i]:f4}");
    AnsiConsole.Write(table);
}
