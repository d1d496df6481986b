using System.Text;
using GradBench;
using GradBench.Protocol;

// A tool of the GradBench suite: messages come in as lines of JSON, and each is answered by a line.
var lines = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8, false, 1 << 16);
var answers = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
new Session("autobackprop", Workloads.All).Run(lines, answers);
