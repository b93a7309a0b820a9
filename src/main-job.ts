/** `npm start`: the main job. */

export {};
