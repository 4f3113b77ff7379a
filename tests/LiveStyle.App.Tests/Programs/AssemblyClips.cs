using LiveStyle.TestKit.Programs;
using Xunit;

[assembly: AssemblyFixture(typeof(Clips))]
