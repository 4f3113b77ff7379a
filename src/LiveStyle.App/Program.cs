using LiveStyle.App;
using LiveStyle.App.Displays;

// Where nobody can be told what went wrong, what went well stays so.
Console.SetError(new LossyWriter(Console.Error));
return await LiveStyleProgram.RunAsync(args);
