using System.Text;
using Quickstart;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
if (Console.IsOutputRedirected) AnsiConsole.Profile.Capabilities.Ansi = false;

AnsiConsole.Write(new Rule("[bold]1. The compiler writes the gradient of a neuron[/]").LeftJustified());
var isGradientRight = NeuronChapter.Run();

AnsiConsole.Write(new Rule("[bold]2. A network learns XOR with such a gradient[/]").LeftJustified());
var hasLearned = XorChapter.Run();

return isGradientRight && hasLearned ? 0 : 1;
