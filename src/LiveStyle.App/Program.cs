using LiveStyle.App;

return await LiveStyleProgram.RunAsync(args);
