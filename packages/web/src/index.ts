// The faces: mall, member app, merchant desk, console and studio.
export {};
