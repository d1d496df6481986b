Console.WriteLine("No sample yet.");
