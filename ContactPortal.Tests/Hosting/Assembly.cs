using ContactPortal.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SeededDatabase))]
[assembly: AssemblyFixture(typeof(Chromium))]
