// Simulation of a plan: population, scenario, run, measures, repair, report.
export {};
